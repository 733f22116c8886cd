// Biểu mẫu dài: đếm ô đã gõ mà chưa lưu, hỏi lại trước khi rời trang.
// Không có tệp này trang vẫn là một biểu mẫu thường với nút "Lưu số liệu".
const form = document.querySelector('form[data-unsaved]');
if (form) start();

function start() {
  const said = form.querySelector('[data-count]');
  const refused = [...form.elements].filter(field => field.getAttribute('aria-invalid'));
  const changed = () => [...form.elements].filter(field =>
    field.name && (refused.includes(field) || (field.options ? [...field.options].some(one => one.selected !== one.defaultSelected) : field.defaultValue !== undefined && field.type !== 'hidden' && field.value !== field.defaultValue)));
  let leaving = false;

  function count() {
    if (!said) return;
    const many = changed().length;
    said.hidden = many === 0;
    said.textContent = many === 0 ? '' : `${many} ô đã gõ, chưa lưu`;
  }

  form.addEventListener('input', count);
  form.addEventListener('submit', () => { leaving = true; });
  addEventListener('pageshow', () => { leaving = false; count(); });
  addEventListener('beforeunload', event => { if (!leaving && changed().length > 0) event.preventDefault(); });
}
