// Ô chọn ở thanh trên: phím Esc hoặc bấm ra ngoài thì đóng. Không có tệp này thì bấm lại vào nút để đóng.
const open = () => document.querySelectorAll('.top details.switch[open]');
addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector('summary').focus();
  }
});
addEventListener('click', event => { for (const menu of open()) if (!menu.contains(event.target)) menu.open = false; });
