// Thu nhỏ ảnh lớn ngay trên máy trước khi gửi: đỡ tốn đường truyền. Ảnh nhỏ để nguyên.
// Không có tệp này biểu mẫu vẫn gửi ảnh gốc; máy chủ tự bỏ vị trí chụp.
const LONGEST = 2560;
const SMALL = 1.5 * 1024 * 1024;
const QUALITY = 0.85;

for (const form of document.querySelectorAll('form[data-photos]')) watch(form);

function watch(form) {
  const input = form.querySelector('input[type=file]');
  const keep = form.querySelector('input[name=vitri]');
  const said = form.querySelector('.photos');
  let originals = [];
  let working = null;

  input.addEventListener('change', () => {
    originals = [...input.files];
    working = shrinkAll();
  });
  keep?.addEventListener('change', () => { if (originals.length > 0) working = shrinkAll(); });
  form.addEventListener('submit', async event => {
    if (!working) return;
    event.preventDefault();
    await working;
    form.submit();
  });

  // giữ vị trí chụp thì phải giữ nguyên tệp
  async function shrinkAll() {
    const before = originals.reduce((sum, file) => sum + file.size, 0);
    const files = keep?.checked ? originals : await Promise.all(originals.map(shrink));
    const after = files.reduce((sum, file) => sum + file.size, 0);
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    said.hidden = after >= before;
    said.textContent = after < before ? `Ảnh đã thu nhỏ: ${megabytes(before)} còn ${megabytes(after)}.` : '';
    working = null;
  }
}

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise(done => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (!drawn || drawn.size >= file.size) return file;
    return new File([await withTime(file, drawn)], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
  } catch {
    return file;
  }
}

// giờ chụp đi theo ảnh đã thu nhỏ; vị trí thì không
async function withTime(file, drawn) {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 65536).arrayBuffer());
  const times = head.match(/\d{4}:\d\d:\d\d \d\d:\d\d:\d\d/g);
  if (!times) return drawn;
  const notes = exifWithTime(times[times.length > 1 ? 1 : 0]);
  return new Blob([drawn.slice(0, 2), notes, drawn.slice(2)], { type: 'image/jpeg' });
}

// một khối EXIF chỉ có giờ chụp: IFD0 › ExifIFD › DateTimeOriginal
function exifWithTime(time) {
  const bytes = new Uint8Array(4 + 6 + 64);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, bytes.length - 2);
  bytes.set([0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8], 4);
  const tiff = 10;
  const entry = (at, tag, type, count, value) => {
    view.setUint16(tiff + at, tag);
    view.setUint16(tiff + at + 2, type);
    view.setUint32(tiff + at + 4, count);
    view.setUint32(tiff + at + 8, value);
  };
  view.setUint16(tiff + 8, 1);
  entry(10, 0x8769, 4, 1, 26);
  view.setUint16(tiff + 26, 1);
  entry(28, 0x9003, 2, 20, 44);
  for (let i = 0; i < time.length; i++) bytes[tiff + 44 + i] = time.charCodeAt(i);
  return bytes;
}

const megabytes = size => `${(size / 1048576).toFixed(1).replace('.', ',')} MB`;
