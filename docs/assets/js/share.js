// Buttons that copy a text or print the page. WeChat's browser and old phones have no clipboard for pages: there the
// text is put into a field and copied from it, or stands selected for the reader to copy.
(function () {
  "use strict";

  function told(button, words) {
    var before = button.textContent;
    button.textContent = words;
    setTimeout(function () {
      button.textContent = before;
    }, 2000);
  }

  // A field with the text, selected; it stays only when the browser does not copy by itself.
  function byHand(button, text) {
    var field = document.createElement("textarea");
    field.className = "to-copy";
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", "请选中后复制");
    button.parentNode.parentNode.insertBefore(field, button.parentNode.nextSibling);
    field.focus();
    field.setSelectionRange(0, text.length);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      // It stays selected.
    }
    if (!done) return told(button, "请长按下面的字复制");
    field.parentNode.removeChild(field);
    button.focus();
    told(button, "已复制");
  }

  function copy(button) {
    var text = button.getAttribute("data-copy") || location.href.split("#")[0];
    if (!navigator.clipboard) return byHand(button, text);
    navigator.clipboard.writeText(text).then(
      function () {
        told(button, "已复制");
      },
      function () {
        byHand(button, text);
      }
    );
  }

  function all(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (button) {
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        act(button);
      });
    });
  }

  all("[data-copy]", copy);
  all("[data-print]", function () {
    window.print();
  });
})();
