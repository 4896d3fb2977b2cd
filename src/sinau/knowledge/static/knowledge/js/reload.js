// [data-reload="3"] looks again after so many seconds while something is being worked on.
const waiting = document.querySelector("[data-reload]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.reload) * 1000);
