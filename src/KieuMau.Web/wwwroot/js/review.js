// Thẩm tra bằng bàn phím: j/k đi từng dòng, d thẩm tra đạt, t tới ô lý do, Enter trong ô lý do là trả lại.
// Không có tệp này trang vẫn là những biểu mẫu thường.
const lines = [...document.querySelectorAll('[data-line]')];
const current = () => lines.findIndex(line => line.contains(document.activeElement));

function go(to) {
  const line = lines[Math.max(0, Math.min(lines.length - 1, to))];
  line?.focus();
  line?.scrollIntoView({ block: 'center' });
}

addEventListener('keydown', event => {
  const typing = event.target.matches('input, textarea, select');
  const line = lines[current()];
  if (typing && event.key === 'Escape') { line?.focus(); return; }
  if (typing && event.key === 'Enter' && event.target.matches('[data-reason]')) {
    event.preventDefault();
    line.querySelector('[data-return]').click();
    return;
  }
  if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'j' || event.key === 'ArrowDown') go(current() + 1);
  else if (event.key === 'k' || event.key === 'ArrowUp') go(current() < 0 ? 0 : current() - 1);
  else if (event.key === 'd') line?.querySelector('[data-verify]')?.click();
  else if (event.key === 't') line?.querySelector('[data-reason]')?.focus();
  else return;
  event.preventDefault();
});

// trang mở lại sau khi ghi đứng ở dòng kế tiếp
const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target) target.focus({ preventScroll: true });
