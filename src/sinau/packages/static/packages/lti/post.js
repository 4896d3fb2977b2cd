// The button does the same without this.
document.getElementById("lti").submit();
