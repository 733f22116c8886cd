// Thẩm tra bằng phím: j/k hoặc mũi tên đi dòng, d đạt, t trả lại, Enter gửi, ? trợ giúp.
// Không có tệp này trang vẫn là một biểu mẫu thường với các nút.
const form = document.querySelector('form[data-review]');
if (form) start();

function start() {
  const lines = [...form.querySelectorAll('li.review')];
  const help = document.getElementById('phim');
  let at = -1;

  function go(to) {
    if (to < 0 || to >= lines.length) return;
    lines[at]?.classList.remove('at');
    at = to;
    lines[at].classList.add('at');
    lines[at].focus({ preventScroll: true });
    lines[at].scrollIntoView({ block: 'nearest' });
  }

  const named = lines.findIndex(line => line.id === (form.dataset.at || location.hash.slice(1)));
  const waiting = lines.findIndex(line => line.dataset.waiting);
  go(named >= 0 ? named : waiting >= 0 ? waiting : 0);

  const press = name => lines[at]?.querySelector(`button[name=${name}]`)?.click();
  const reason = () => lines[at]?.querySelector('.why input');

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const field = event.target.closest('input, textarea, select');
    if (field) {
      if (event.key === 'Enter' && field.matches('.why input')) { event.preventDefault(); if (field.value.trim()) field.closest('li').querySelector('button[name=tra]').click(); }
      else if (event.key === 'Escape') { field.blur(); lines[at]?.focus(); }
      return;
    }
    switch (event.key) {
      case 'j': case 'ArrowDown': go(at + 1); break;
      case 'k': case 'ArrowUp': go(at - 1); break;
      case 'd': press('dat'); break;
      case 't': reason()?.focus(); break;
      case '?': help.open = !help.open; break;
      default: return;
    }
    event.preventDefault();
  });
  form.addEventListener('focusin', event => {
    const line = event.target.closest('li.review');
    if (line && lines[at] !== line) { lines[at]?.classList.remove('at'); at = lines.indexOf(line); line.classList.add('at'); }
  });
}
