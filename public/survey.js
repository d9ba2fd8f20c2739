/** Says what is wrong with a part of a survey while it is written; without it, that is said when it is saved. */
const form = document.querySelector('[data-check]');
const location = form.querySelector('[data-checked]');
let waiting;
let asked = 0;

async function check() {
  const number = ++asked;
  const answer = await fetch(form.dataset.check, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { Accept: 'application/json' },
  });
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  if (!answer.ok || !isJson || number !== asked) return;
  const { sentences } = await answer.json();
  location.className = sentences.length > 0 ? 'error-summary' : 'done';
  location.replaceChildren(...(sentences.length > 0 ? sentences : [form.dataset.sound]).map(paragraph));
}

function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => check().catch(() => {}), 500); // without a network nothing is said
});
