/**
 * Keying of paper sheets by keyboard alone. A sheet that is stored goes into a queue that survives reloads, and is sent from
 * there, one after the other, while the next one is keyed; without this script the page is a plain form.
 */
const form = document.querySelector('form.keyed');
const rows = [...form.querySelectorAll('[data-row]')];
const questions = rows.filter(({ dataset }) => !('about' in dataset));
const writing = [...form.querySelectorAll('textarea')];
const words = JSON.parse(form.dataset.words);
const { drawer, announced } = form.dataset;
const fields = form.elements;
const said = form.querySelector('[data-said]');
const waiting = form.querySelector('[data-waiting]');
const refusedLocation = form.querySelector('[data-refused]');
const currentKey = `${drawer}current`;
const queueKey = `${drawer}queue/`;
const retryMs = 3000;

let current = rows[0];
let stored; // the sheet stored last, to be taken back
let isSending = false;
const arrived = new Set(); // numbers that were not kept yet when the page was opened

// ------------------------------------------------------------ the queue

function queued() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(queueKey))
    .map((key) => JSON.parse(localStorage.getItem(key)))
    .sort((one, other) => one.at - other.at);
}

function keep(sheet) {
  localStorage.setItem(queueKey + sheet.id, JSON.stringify(sheet));
}

/** Forgets a sheet, unless it was mended while it was under way. */
function forget({ id, edit }) {
  const held = JSON.parse(localStorage.getItem(queueKey + id) ?? 'null');
  if (held?.edit === edit) localStorage.removeItem(queueKey + id);
}

async function send() {
  if (isSending) return;
  isSending = true;
  for (let sheet = nextToSend(); sheet; sheet = nextToSend()) {
    const outcome = await post(sheet);
    if (outcome.again) {
      say(outcome.again);
      setTimeout(send, retryMs);
      break;
    }
    if (outcome.problem === undefined) {
      forget(sheet);
      noteKept(sheet);
    } else keep({ ...sheet, problem: outcome.problem });
    showQueue();
  }
  isSending = false;
}

function nextToSend() {
  return queued().find(({ problem }) => problem === undefined);
}

function noteKept({ number }) {
  if (form.dataset.missing.split(',').includes(number)) arrived.add(number);
  const kept = Number(form.dataset.kept) + arrived.size;
  form.querySelector('[data-progress]').textContent = words.progress.replace('{}', kept);
}

/** @returns {again} when it is to be sent later, {problem} when it will never be kept, else nothing */
async function post(sheet) {
  const body = new URLSearchParams({
    ...sheet.fields,
    formToken: fields.formToken.value,
    number: sheet.number,
    sheetId: sheet.id,
    edit: sheet.edit,
  });
  try {
    const answer = await fetch(`${form.getAttribute('action')}.json`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    if (answer.type === 'opaqueredirect' || answer.status === 403) return { again: words.signedOut };
    if (answer.ok) return {};
    if (answer.status >= 500 || answer.status === 429) return { again: words.offline };
    return { problem: (await answer.json()).problem };
  } catch {
    return { again: words.offline };
  }
}

function showQueue() {
  const sheets = queued();
  const unsent = sheets.filter(({ problem }) => problem === undefined).length;
  waiting.hidden = unsent === 0;
  waiting.querySelector('b').textContent = unsent;
  if (unsent === 0 && [words.offline, words.signedOut].includes(said.textContent)) say('');
  refusedLocation.replaceChildren(...sheets.filter(({ problem }) => problem !== undefined).map(refusal));
}

function refusal(sheet) {
  const box = document.createElement('div');
  box.className = 'error-summary';
  box.setAttribute('role', 'alert');
  const text = document.createElement('p');
  text.textContent = `${words.refused.replace('{}', sheet.number)} ${sheet.problem}`;
  const open = button(words.openAgain, () => {
    localStorage.removeItem(queueKey + sheet.id);
    fill({ ...sheet, edit: sheet.edit + 1 });
    showQueue();
    fields.number.focus();
  });
  const drop = button(words.drop, () => {
    localStorage.removeItem(queueKey + sheet.id);
    showQueue();
  });
  box.append(text, open, ' ', drop);
  return box;
}

function button(label, action) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet small';
  made.textContent = label;
  made.addEventListener('click', action);
  return made;
}

// ------------------------------------------------------------ the sheet

function keyedFields() {
  const own = ['formToken', 'number', 'sheetId', 'edit'];
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)));
}

function sheetNow() {
  return {
    id: fields.sheetId.value,
    edit: Number(fields.edit.value),
    number: fields.number.value.trim(),
    fields: keyedFields(),
  };
}

function fill(sheet) {
  form.reset();
  for (const input of form.querySelectorAll('[type=radio], [type=checkbox]')) {
    input.checked = sheet.fields[input.name] === input.value;
  }
  for (const area of writing) area.value = sheet.fields[area.name] ?? '';
  fields.sheetId.value = sheet.id;
  fields.edit.value = sheet.edit;
  fields.number.value = sheet.number;
  fields.number.readOnly = false;
  save();
  go(firstOpen());
}

function save() {
  localStorage.setItem(currentKey, JSON.stringify(sheetNow()));
}

function nextNumber() {
  const taken = new Set(queued().map(({ number }) => number));
  const done = new Set((form.dataset.done ?? '').split(','));
  return form.dataset.missing.split(',').find((number) => !taken.has(number) && !done.has(number)) ?? '';
}

function startNext() {
  fill({ id: newId(), edit: 1, number: nextNumber(), fields: {} });
  localStorage.removeItem(currentKey);
}

/** A UUIDv4; crypto.randomUUID is not there without TLS. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function store() {
  const number = Number(fields.number.value);
  if (!Number.isInteger(number) || number < 1 || number > Number(announced)) {
    say(nextNumber() === '' ? words.allKeyed : words.numberError);
    fields.number.focus();
    return;
  }
  const open = questions.find((row) => !isKeyed(row));
  if (open) {
    say(words.missing.replace('{}', rows.indexOf(open) + 1));
    go(open);
    return;
  }
  stored = { ...sheetNow(), at: Date.now() };
  keep(stored);
  form.dataset.done = `${form.dataset.done ?? ''},${stored.number}`;
  say(words.kept);
  startNext();
  showQueue();
  void send();
}

function reopen() {
  if (!stored) return;
  fill({ ...stored, edit: stored.edit + 1 });
  stored = undefined;
  fields.number.readOnly = true;
  say(words.reopened);
}

// ------------------------------------------------------------ the keys

function isKeyed(row) {
  return row.querySelector(':checked') !== null;
}

/** The first question of which nothing is keyed; of a complete sheet, the first of all. */
function firstOpen() {
  return questions.find((row) => !isKeyed(row)) ?? rows[0];
}

function go(row) {
  current = row;
  row.focus();
}

function after(row) {
  const next = rows[rows.indexOf(row) + 1];
  if (next) go(next);
  else (writing[0] ?? row).focus();
}

function choose(key) {
  const option = [...current.querySelectorAll('[data-key]')].find(({ dataset }) => dataset.key === key);
  if (!option) {
    say(words.noSuchKey);
    return;
  }
  if (said.textContent !== '') say('');
  const isOneOfSeveral = 'several' in current.dataset && option.value > 0;
  if (isOneOfSeveral) option.checked = !option.checked;
  else option.checked = true;
  undoOthers(option);
  save();
  if (!isOneOfSeveral) after(current);
}

/** "None of these" and the marks stand alone. */
function undoOthers(option) {
  if (option.type !== 'checkbox' || !option.checked) return;
  for (const other of option.closest('[data-row]').querySelectorAll(':checked')) {
    if (other !== option && !(option.value > 0 && other.value > 0)) other.checked = false;
  }
}

/** Left blank; where several are ticked already, that is all of them. */
function goOn() {
  if ('several' in current.dataset && isKeyed(current)) after(current);
  else choose('.');
}

/** Back to the question before, which is then open again; before the first one, to the sheet stored last. */
function undo() {
  if (isKeyed(current)) {
    for (const input of current.querySelectorAll(':checked')) input.checked = false;
    save();
    return;
  }
  const before = rows[rows.indexOf(current) - 1];
  if (before) {
    go(before);
    if (isKeyed(before)) undo();
  } else if (!rows.some(isKeyed)) reopen();
}

function move(steps) {
  go(rows[rows.indexOf(current) + steps] ?? current);
}

const actions = {
  Enter: store,
  Backspace: undo,
  '-': undo,
  ArrowUp: () => move(-1),
  ArrowDown: () => move(1),
  ' ': goOn,
  ',': goOn,
};

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (target.matches('textarea')) {
    if (key !== 'Enter' || event.shiftKey) return;
  } else if (target.matches('input:not([type=radio], [type=checkbox])')) {
    if (key !== 'Enter') return;
    event.preventDefault();
    go(firstOpen());
    return;
  } else if (target.matches('a, button, summary') || (key.length > 1 && !actions[key])) return;
  event.preventDefault();
  if (event.repeat && key.length === 1) return; // a key that is held down is one stroke
  (actions[key] ?? (() => choose(key)))();
});

function say(sentence) {
  said.textContent = sentence;
}

form.addEventListener('focusin', ({ target }) => {
  current = target.closest('[data-row]') ?? current;
});
form.addEventListener('input', ({ target }) => {
  undoOthers(target);
  save();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  store();
});

const left = JSON.parse(localStorage.getItem(currentKey) ?? 'null');
if ('mended' in form.dataset) go(firstOpen());
else if (left && Object.keys(left.fields).length > writing.length) fill(left);
else {
  fields.number.value = nextNumber() || fields.number.value;
  go(rows[0]);
}
showQueue();
void send();
