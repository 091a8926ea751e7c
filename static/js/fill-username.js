// data-fill-username="name" puts the name of a demonstration account into the sign-in form.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill-username]");
    if (!button) return;
    document.getElementById("id_login").value = button.dataset.fillUsername;
    document.getElementById("id_password").focus();
  });
})();
