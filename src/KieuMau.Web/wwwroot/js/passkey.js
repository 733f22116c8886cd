// Khóa (passkey): hỏi trình duyệt, điền vào biểu mẫu rồi gửi như thường.
// Không có tệp này, hoặc trình duyệt không có khóa, thì nút không hiện; mật khẩu vẫn dùng được.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const known = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

for (const form of document.querySelectorAll('form[data-passkey]')) if (window.PublicKeyCredential) offer(form);

function offer(form) {
  const press = form.querySelector('[data-press]');
  const said = form.querySelector('[data-said]');
  press.hidden = false;
  press.addEventListener('click', async () => {
    said.hidden = true;
    try {
      const body = new FormData();
      body.append('__RequestVerificationToken', form.elements.__RequestVerificationToken.value);
      const answer = await fetch(form.dataset.passkey, { method: 'POST', body, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(answer.status === 429 ? 'Gửi quá nhiều lần. Chờ một phút rồi thử lại.' : 'Trang đã mở quá lâu. Tải lại trang rồi thử lại.');
      const asked = await answer.json();
      form.elements.khoa.value = JSON.stringify(form.hasAttribute('data-new') ? await make(asked) : await use(asked));
      form.noValidate = true;
      form.requestSubmit ? form.requestSubmit() : form.submit();
    } catch (problem) {
      // words of the browser may be of any language: each is said in ours
      said.textContent = {
        NotAllowedError: 'Chưa dùng khóa: đã bỏ qua hoặc chờ quá lâu.',
        SecurityError: `Địa chỉ ${location.hostname} không dùng khóa được. Mở trang bằng tên máy hoặc localhost, không bằng số.`,
        InvalidStateError: 'Khóa này đã thêm rồi.',
        NotSupportedError: 'Máy này không có loại khóa mà trang dùng được.',
      }[problem.name] ?? (problem.name === 'Error' ? problem.message : 'Trình duyệt chưa dùng được khóa. Dùng mật khẩu, hoặc thử lại.');
      said.hidden = false;
    }
  });
}

async function use(asked) {
  const got = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = got.response;
  return described(got, { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) });
}

async function make(asked) {
  const got = await navigator.credentials.create({ publicKey: { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: known(asked.excludeCredentials) } });
  const { clientDataJSON, attestationObject } = got.response;
  return described(got, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject), transports: got.response.getTransports?.() ?? [] });
}

function described(got, response) {
  return { id: got.id, rawId: text(got.rawId), type: got.type, authenticatorAttachment: got.authenticatorAttachment, clientExtensionResults: got.getClientExtensionResults(), response };
}
