/** On the page of a draft: saves a form when one of its fields is left, and shows the survey as it is saved. */
const form = document.querySelector('[data-autosave]');
const preview = document.querySelector('[data-preview]');

/** The telephone of the preview page, to look at only: its fields belong to no form, and its ids to another page. */
async function refresh() {
  if (!preview) return;
  if (getComputedStyle(preview).display === 'none') return; // a link on narrow screens
  const answer = await fetch(preview.dataset.preview);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const phone = page.querySelector('.phone');
  if (!phone) return;
  for (const attribute of ['id', 'for', 'aria-describedby', 'name', 'autofocus'])
    for (const node of phone.querySelectorAll(`[${attribute}]`)) node.removeAttribute(attribute);
  phone.inert = true;
  const { scrollTop } = preview;
  preview.replaceChildren(phone);
  preview.tabIndex = 0;
  preview.scrollTop = scrollTop;
}

let saving = Promise.resolve();
let waiting = 0;

/** One after the other, since each makes the next state of the draft. */
async function saveForm() {
  const body = new URLSearchParams(new FormData(form));
  body.set('wanted', 'autosave');
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    keepalive: true, // the page may be left meanwhile
  });
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  if (!answer.ok || !isJson) return;
  const { sentences, values = {}, url, isSaved } = await answer.json();
  for (const [name, value] of Object.entries(values))
    for (const field of document.querySelectorAll(`input[name="${name}"]`)) field.value = value;
  if (url) form.action = url;
  if (isSaved) await refresh();
  say(sentences, isSaved);
}

function say(sentences, isSaved) {
  const place = form.querySelector('[data-checked]');
  place.className = sentences.length > 0 ? 'error-summary' : 'done';
  const said = [isSaved && form.dataset.saved, ...sentences, sentences.length === 0 && form.dataset.sound];
  place.replaceChildren(
    ...said.filter(Boolean).map((text) => Object.assign(document.createElement('p'), { textContent: text })),
  );
}

/** Only the levels of the question that is chosen. */
function showLevels() {
  if (!form.dataset.scales) return;
  const scales = JSON.parse(form.dataset.scales);
  const chosen = form.elements.askedIfQuestion;
  if (!chosen) return;
  for (const field of new Set(Object.values(scales))) {
    const levels = document.getElementById(field)?.closest('.field');
    if (levels) levels.hidden = scales[chosen.value] !== field;
  }
}

if (form) {
  showLevels();
  form.addEventListener('change', () => {
    showLevels();
    waiting += 1;
    saving = saving
      .then(saveForm)
      .catch(() => {}) // without a network it is saved by its button
      .then(() => void (waiting -= 1));
  });
  form.addEventListener('submit', (event) => {
    if (waiting === 0) return;
    event.preventDefault();
    void saving.then(() => form.requestSubmit(event.submitter));
  });
}
refresh().catch(() => {});
