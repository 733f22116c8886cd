// Nút chép: chỉ hiện khi trình duyệt chép được. Không có tệp này thì bấm vào đường dẫn là chọn cả, rồi Ctrl+C.
for (const press of document.querySelectorAll('[data-copy]')) if (navigator.clipboard) offer(press);

function offer(press) {
  const said = press.firstChild;
  press.hidden = false;
  press.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(press.dataset.copy).textContent);
      said.textContent = 'Đã chép';
    } catch {
      getSelection().selectAllChildren(document.getElementById(press.dataset.copy));
      said.textContent = 'Chưa chép được, bấm Ctrl+C';
    }
  });
}
