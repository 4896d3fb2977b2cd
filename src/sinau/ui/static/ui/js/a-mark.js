// Says to the style sheet that scripts run, so that `.needs-js` may show.
document.documentElement.classList.add("js");
