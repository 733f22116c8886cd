// Bảng nhập như bảng tính: đi bằng phím, dán khối, chép xuống, lấy lại, lưu khi rời ô.
// Không có tệp này trang vẫn là một biểu mẫu thường với nút "Lưu tất cả".
const form = document.querySelector('form[data-cells]');
const table = form?.querySelector('table.entry');
if (table) start();

function start() {
  const bar = form.querySelector('.savebar .counts');
  const waiting = new Set();
  const undone = [];
  let sending = false;
  let editing = false;
  let anchor = null;

  const inputs = () => [...table.querySelectorAll('.cell input')];
  for (const input of inputs()) input.dataset.kept = input.value;

  // ── vị trí của ô ─────────────────────────────────────────────
  const rows = () => [...table.querySelectorAll('tr')].filter(row => row.querySelector('.cell'));
  const cellsOf = row => [...row.querySelectorAll('.cell input')].filter(input => input.offsetParent !== null);
  const place = input => {
    const all = rows();
    const row = all.indexOf(input.closest('tr'));
    return { all, row, column: cellsOf(all[row]).indexOf(input) };
  };
  const at = (input, down, right) => {
    const { all, row, column } = place(input);
    return all[row + down] ? cellsOf(all[row + down])[column + right] : undefined;
  };
  const go = input => { if (input) { input.focus(); input.select(); } };
  const key = input => input.name.split('|').slice(1, 4).join('|');

  // ── chọn nhiều ô bằng Shift + mũi tên ────────────────────────
  const chosen = () => [...table.querySelectorAll('.cell.chosen input')];
  const unchoose = () => { for (const input of chosen()) input.parentElement.classList.remove('chosen'); };
  function choose(from, to) {
    unchoose();
    const a = place(from), b = place(to);
    for (let r = Math.min(a.row, b.row); r <= Math.max(a.row, b.row); r++)
      for (let c = Math.min(a.column, b.column); c <= Math.max(a.column, b.column); c++)
        cellsOf(a.all[r])[c]?.parentElement.classList.add('chosen');
  }

  // ── đổi, nhớ để lấy lại, gửi đi ──────────────────────────────
  function put(changes) {
    const before = changes.filter(([input, text]) => input.value !== text).map(([input, text]) => {
      const old = input.value;
      input.value = text;
      return [input, old];
    });
    if (before.length === 0) return;
    undone.push(before);
    leave(before.map(([input]) => input));
  }

  function leave(left) {
    for (const input of left) {
      if (input.value.trim() === input.dataset.kept && !input.dataset.act) continue;
      show(input, 'saving');
      waiting.add(input);
    }
    send();
  }

  async function send() {
    if (sending || waiting.size === 0) return;
    sending = true;
    const batch = [...waiting];
    waiting.clear();
    const body = new FormData();
    for (const name of ['__RequestVerificationToken', 'den', 'lydo']) body.append(name, form.elements[name]?.value ?? '');
    const sent = new Map();
    for (const input of batch) {
      body.append(input.name, input.value);
      if (input.dataset.act === 'ghi') body.append('ghi', key(input));
      delete input.dataset.act;
      sent.set(key(input), input.value);
    }
    count();
    try {
      const answer = await fetch(form.dataset.cells, { method: 'POST', body, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw Object.assign(new Error(answer.status === 400 || answer.status === 401 ? await answer.text() : ''), { door: answer.status === 401 });
      for (const cell of (await answer.json()).cells) receive(cell, sent);
    } catch (problem) {
      const said = problem.message && problem.message.length < 200 && !problem.message.includes('fetch') ? problem.message : 'Chưa gửi được. Số đã gõ vẫn còn; bấm “Lưu tất cả” khi có mạng.';
      for (const input of batch) tell(input, { state: 'bad', message: `${input.getAttribute('aria-label')}: ${said}`, choices: [], door: problem.door });
    }
    sending = false;
    count();
    send();
  }

  function receive(cell, sent) {
    const input = inputs().find(one => key(one) === cell.place);
    if (!input) return;
    const typedSince = input.value !== sent.get(cell.place);
    input.name = cell.name;
    if (cell.state === 'saved' || cell.state === 'idle') input.dataset.kept = cell.text.trim();
    if (typedSince) return;
    if (cell.state === 'saved') input.value = cell.text;
    tell(input, cell);
  }

  // ── trạng thái của ô, dòng báo dưới dòng ─────────────────────
  const marks = { saving: ['r', 'đang lưu'], saved: ['v', 'đã lưu'], bad: ['w', 'chưa lưu'], clash: ['2', 'khác nhau'] };
  function show(input, state) {
    const cell = input.parentElement;
    cell.classList.remove(...Object.keys(marks));
    cell.querySelector('svg')?.remove();
    input.removeAttribute('aria-invalid');
    const small = cell.querySelector('small');
    small.dataset.before ??= small.textContent.startsWith('trước') ? small.textContent : '';
    small.textContent = marks[state]?.[1] ?? small.dataset.before;
    if (!marks[state]) return;
    cell.classList.add(state);
    if (state === 'bad') input.setAttribute('aria-invalid', 'true');
    const sign = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const [name, value] of [['width', 14], ['height', 14], ['aria-hidden', 'true']]) sign.setAttribute(name, value);
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `#s-${marks[state][0]}`);
    sign.append(use);
    small.before(sign);
  }

  function tell(input, cell) {
    show(input, cell.state);
    const id = `b-${key(input)}`;
    document.getElementById(id)?.closest('tr').remove();
    input.removeAttribute('aria-describedby');
    if (!cell.message) return;
    const row = document.createElement('tr');
    row.className = `msg on${cell.state === 'clash' ? ' clash' : ''}${cell.state === 'saved' ? ' told' : ''}`;
    const box = row.appendChild(document.createElement('td'));
    box.colSpan = input.closest('tr').children.length;
    const acts = box.appendChild(document.createElement('div'));
    acts.className = 'acts';
    acts.id = id;
    acts.setAttribute('role', 'alert');
    acts.appendChild(document.createElement('span')).textContent = cell.message;
    for (const choice of cell.choices) acts.append(button(input, cell, choice));
    if (cell.door) acts.append(door());
    input.closest('tr').after(row);
    row.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-describedby', id);
  }

  // phiên đã hết: đăng nhập ở thẻ khác, số đã gõ ở thẻ này còn nguyên
  function door() {
    const link = document.createElement('a');
    link.className = 'btn slim';
    link.href = '/dang-nhap?ve=' + encodeURIComponent('/tai-khoan?da=lai');
    link.target = '_blank';
    link.textContent = 'Đăng nhập ở thẻ mới';
    return link;
  }

  function button(input, cell, choice) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn slim';
    made.textContent = choice.label;
    made.addEventListener('click', () => {
      input.value = choice.text;
      if (choice.act === 'giu') {
        input.name = input.name.replace(/\d+$/, String(cell.theirs));
        input.dataset.kept = choice.text.trim();
        tell(input, { state: 'idle', message: '', choices: [] });
        count();
      } else {
        if (choice.act === 'ghi') input.dataset.act = 'ghi';
        leave([input]);
      }
      go(input);
    });
    return made;
  }

  function count() {
    const of = state => table.querySelectorAll(`.cell.${state}`).length;
    const said = [['saved', 'ô đã lưu', ''], ['saving', 'ô đang lưu', 's'], ['bad', 'ô chưa lưu', 'k'], ['clash', 'ô khác nhau', 'two']];
    bar.replaceChildren(...said.filter(([state]) => of(state) > 0).map(([state, words, tone]) => {
      const span = document.createElement('span');
      span.className = `verdict ${tone}`;
      span.textContent = `${of(state)} ${words}`;
      return span;
    }));
  }

  // ── bàn phím, dán ────────────────────────────────────────────
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.addEventListener('focusin', event => {
    if (!event.target.matches('.cell input')) return;
    editing = false;
    if (!event.target.parentElement.classList.contains('chosen')) { unchoose(); anchor = event.target; }
    event.target.select();
  });
  table.addEventListener('focusout', event => { if (event.target.matches('.cell input')) leave([event.target]); });
  table.addEventListener('input', event => {
    if (!event.target.matches('.cell input') || editing) return;
    editing = true;
    undone.push([[event.target, event.target.dataset.kept]]);
  });
  table.addEventListener('dblclick', () => { editing = true; });

  table.addEventListener('keydown', event => {
    const input = event.target;
    if (!input.matches('.cell input') || event.isComposing) return;
    const step = steps[event.key];
    if (step && event.shiftKey && !editing) {
      const next = at(input, ...step);
      if (next) { const from = anchor ?? input; choose(from, next); next.focus(); anchor = from; }
    } else if (step && !event.ctrlKey && !event.altKey && (!editing || step[0] !== 0)) go(at(input, ...step));
    else if (event.key === 'Enter') go(at(input, event.shiftKey ? -1 : 1, 0));
    else if (event.key === 'F2') { editing = !editing; input.setSelectionRange(input.value.length, input.value.length); }
    else if (event.key === 'Escape') { input.value = input.dataset.kept; editing = false; input.select(); }
    else if (event.key === 'Delete' && !editing) put((chosen().length ? chosen() : [input]).map(one => [one, '']));
    else if (event.ctrlKey && event.key.toLowerCase() === 'd') fillDown(input);
    else if (event.ctrlKey && event.key.toLowerCase() === 'z') takeBack();
    else return;
    event.preventDefault();
  });

  function fillDown(input) {
    const many = chosen();
    if (many.length > 1) {
      const top = Math.min(...many.map(one => place(one).row));
      put(many.filter(one => place(one).row > top).map(one => [one, many.find(head => place(head).row === top && place(head).column === place(one).column).value]));
    } else {
      const above = at(input, -1, 0);
      if (above) put([[input, above.value]]);
      input.select();
    }
  }

  function takeBack() {
    const last = undone.pop();
    if (!last) return;
    for (const [input, text] of last) input.value = text;
    editing = false;
    leave(last.map(([input]) => input));
    go(last[0][0]);
  }

  table.addEventListener('paste', event => {
    const input = event.target;
    const text = event.clipboardData.getData('text/plain').replace(/\r/g, '').replace(/\n$/, '');
    if (!input.matches('.cell input') || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    put(text.split('\n').flatMap((line, down) => line.split('\t').map((word, right) => [at(input, down, right), word.trim()])).filter(([one]) => one));
    input.select();
  });

  // ghi lý do rồi thì gửi lại những ô chưa lưu
  form.elements.lydo?.addEventListener('change', () => leave([...table.querySelectorAll('.cell.bad input')]));

  // gửi cả biểu mẫu khi chưa gửi xong từng ô: máy chủ chỉ ghi ô nào đã đổi
  addEventListener('beforeunload', event => { if (sending || waiting.size > 0) event.preventDefault(); });
  form.addEventListener('submit', () => waiting.clear());
}
