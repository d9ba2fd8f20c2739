/**
 * What the form does more with JavaScript: it asks only what is due, keeps answers on this device until they are sent,
 * sends again when the network is back, shows larger letters, and reads questions aloud. A browser that lacks something
 * for one of these does without it; without the script the form is filled in and sent all the same.
 */
'use strict';
{
  const form = document.querySelector('form.answer');
  const all = (selector) => Array.from(form.querySelectorAll(selector));

  // ------------------------------------------------------------- only what is due

  /** As `src/design/surveys/condition.ts` has it: an answer to a question that is not asked opens no other. */
  function askWhatIsDue() {
    for (const question of all('[data-if]')) {
      const other = form.querySelector(`[name="${question.dataset.if}"]:checked`);
      const levels = question.dataset.levels.split(' ');
      question.hidden = !other || other.closest('fieldset').hidden || levels.indexOf(other.value) < 0;
    }
    for (const part of all('.part:not(.last)'))
      part.hidden = part.querySelector('fieldset:not([hidden])') === null;
    form.querySelector('.progress').dataset.of = `/${all('fieldset:not([hidden])').length}`;
  }

  function watchConditions() {
    for (const condition of all('.condition')) condition.hidden = true; // it is met where it is seen
    askWhatIsDue();
    form.addEventListener('change', askWhatIsDue);
  }

  // ------------------------------------------------------------- several options

  /** "None of these" and the options beside it undo each other; what is answered counts once. */
  function watchSeveral() {
    for (const box of all('.several input')) markAnswered(box);
    form.addEventListener('change', ({ target }) => {
      if (!target.closest('.several')) return;
      for (const other of target.closest('fieldset').querySelectorAll(':checked')) {
        if (target.checked && (other.value === '0') !== (target.value === '0')) other.checked = false;
      }
      markAnswered(target);
    });
  }

  function markAnswered(box) {
    const question = box.closest('fieldset');
    question.classList.toggle('answered', question.querySelector(':checked') !== null);
  }

  // ------------------------------------------------------------- kept on this device

  const keptForMs = 24 * 3600 * 1000;
  const keptAs = `answers ${form.getAttribute('action')} ${form.dataset.survey}`;
  /** What makes a form that is sent twice one form. */
  const identity = ['form', 'submissionId', 'followKey', 'ticket'];
  let isSent = false; // perhaps: its answer may have been lost on the way
  let isKept = false;

  const fieldsThat = (isMeant) =>
    Array.from(form.elements)
      .filter(({ name, type, checked }) => name && type !== 'submit' && (checked || !/radio|box/.test(type)))
      .filter(({ name }) => isMeant(name))
      .map(({ name, value }) => [name, value]);

  function keep() {
    if (!isKept) return;
    const isMeant = (name) =>
      /^(answer|about|comment)-|^comment$|^wantsAnswer$/.test(name) ||
      (isSent && identity.indexOf(name) >= 0);
    const fields = fieldsThat(isMeant).filter(([, value]) => value);
    try {
      if (fields.length === 0) localStorage.removeItem(keptAs);
      else localStorage.setItem(keptAs, JSON.stringify({ atMs: Date.now(), fields }));
    } catch (error) {
      isKept = false;
      console.warn(error); // no room, which is no reason not to send
    }
  }

  function forget() {
    if (isKept) localStorage.removeItem(keptAs);
    isKept = false;
  }

  function restore({ fields }) {
    for (const [name, value] of fields) {
      for (const field of all(`[name="${name}"]`)) {
        if (/radio|box/.test(field.type)) field.checked = field.checked || field.value === value;
        else field.value = value;
      }
    }
    isSent = fields.some(([name]) => name === 'submissionId');
  }

  function eraseOld() {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith('answers ')) continue;
      const { atMs } = JSON.parse(localStorage.getItem(name));
      if (Date.now() - atMs > keptForMs) localStorage.removeItem(name);
    }
  }

  /** Not where staff ask: their device is used for many people. */
  function keepAnswers() {
    const choice = form.querySelector('.keep');
    if (!choice) return;
    eraseOld();
    const tick = choice.querySelector('input');
    tick.checked = localStorage.getItem('keepAnswers') !== 'no';
    tick.addEventListener('change', () => {
      if (tick.checked) {
        localStorage.removeItem('keepAnswers');
        isKept = true;
        keep();
      } else {
        forget();
        localStorage.setItem('keepAnswers', 'no');
      }
    });
    choice.hidden = false;
    isKept = tick.checked;
    // A form that the server shows again has all that was chosen and typed.
    const isNew = form.querySelector('.error-summary, [name^="answer-"]:checked') === null;
    const kept = isKept && isNew && localStorage.getItem(keptAs);
    if (kept) restore(JSON.parse(kept));
    if (kept) offerToStartAgain();
    else keep();
    form.addEventListener('input', keep);
    form.addEventListener('change', keep);
  }

  function offerToStartAgain() {
    const restored = form.querySelector('.restored');
    restored.hidden = false;
    restored.querySelector('button').addEventListener('click', () => {
      forget();
      location.reload();
    });
  }

  // ------------------------------------------------------------- sent, now or later

  const patienceMs = 30 * 1000;
  const longestPauseMs = 60 * 1000;
  let pauseMs = 5 * 1000;
  let isSending = false;
  let waiting;

  function watchSending() {
    if (!window.fetch) return;
    let pressed;
    form.addEventListener('click', ({ target }) => {
      pressed = target;
    });
    form.addEventListener('submit', (event) => {
      if (pressed && pressed.name === 'switchTo') return; // the server shows it in the other language
      event.preventDefault();
      send();
    });
    window.addEventListener('online', () => {
      if (waiting !== undefined) send();
    });
  }

  /** However often it is sent, the server keeps it once. */
  function send() {
    if (isSending) return;
    isSending = true;
    clearTimeout(waiting);
    waiting = undefined;
    isSent = true;
    keep();
    say('sending');
    const tooLong = new Promise((_resolve, reject) => {
      setTimeout(reject, patienceMs);
    });
    Promise.race([answerOfServer(), tooLong]).then(show).catch(sendLater);
  }

  async function answerOfServer() {
    const encoded = fieldsThat(() => true).map((pair) => pair.map(encodeURIComponent).join('='));
    const response = await fetch(form.getAttribute('action'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: encoded.join('&'),
      credentials: 'same-origin',
    });
    const html = await response.text();
    const isForm = html.indexOf('<form class="answer"') >= 0;
    // What a proxy or a sign-in page of the network answers is no answer of ours.
    const isOurs = html.indexOf('<main id="main">') >= 0 && (isForm || response.status < 500);
    if (!isOurs) throw new Error(`status ${response.status}`);
    return { response, html, isForm };
  }

  function show({ response, html, isForm }) {
    if (!isForm) forget(); // taken, or refused for good
    if (response.redirected) history.replaceState(null, '', response.url);
    window.scrollTo(0, 0);
    document.write(html);
    document.close();
    const first = document.querySelector('[autofocus]');
    if (first) first.focus();
  }

  function sendLater() {
    isSending = false;
    say('waiting');
    waiting = setTimeout(send, pauseMs);
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
  }

  function say(what) {
    const line = form.querySelector('.sending');
    line.textContent = line.dataset[what];
  }

  // ------------------------------------------------------------- larger, and aloud

  function offerLargerText() {
    const button = form.querySelector('.larger-text');
    const set = (isLarger) => {
      document.documentElement.className = isLarger ? 'larger' : '';
      button.setAttribute('aria-pressed', String(isLarger));
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      const isLarger = button.getAttribute('aria-pressed') !== 'true';
      set(isLarger);
      localStorage.setItem('largerText', isLarger ? 'yes' : 'no');
    });
    set(localStorage.getItem('largerText') === 'yes');
  }

  /**
   * A question with a recording can be heard everywhere; another one only in a voice of the page's language, since
   * Vietnamese read by another one is not understood.
   */
  function offerReading() {
    const { speechSynthesis } = window;
    let sound;
    const hush = () => {
      if (sound) sound.pause();
      if (speechSynthesis) speechSynthesis.cancel();
    };
    const play = (file) => {
      hush();
      sound = new Audio(`/recordings/${file}`);
      void sound.play();
    };
    for (const question of all('[data-recording]'))
      addReading(question, () => play(question.dataset.recording));
    window.addEventListener('pagehide', hush);
    if (speechSynthesis) offerVoice(all('fieldset:not([data-recording])'), hush);
  }

  function offerVoice(questions, hush) {
    const isOfPage = ({ lang }) => lang.split(/[-_]/)[0].toLowerCase() === document.documentElement.lang;
    let isOffered = false;
    const offer = () => {
      const voice = speechSynthesis.getVoices().find(isOfPage);
      if (!voice || isOffered) return;
      isOffered = true;
      for (const question of questions)
        addReading(question, () => {
          hush();
          speak(question, voice);
        });
    };
    offer();
    speechSynthesis.onvoiceschanged = offer; // some browsers load their voices late
  }

  function speak(question, voice) {
    const texts = Array.from(question.querySelectorAll('legend, label'), ({ textContent }) => textContent);
    const speech = new SpeechSynthesisUtterance(texts.join('. '));
    speech.voice = voice;
    speech.lang = voice.lang;
    speechSynthesis.speak(speech);
  }

  function addReading(question, read) {
    const legend = question.querySelector('legend');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet listen';
    button.textContent = `${form.dataset.listen} ${parseInt(legend.textContent, 10)}`;
    button.addEventListener('click', read);
    legend.insertAdjacentElement('afterend', button);
    question.classList.add('aloud');
  }

  /** Takes the code of a scanned slip from behind the # into its field, and out of the address. */
  function takeCode() {
    const field = document.querySelector('#code');
    if (location.hash.length < 2 || !field) return;
    if (field.value === '') field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname + location.search);
  }

  for (const begin of [
    takeCode,
    keepAnswers,
    watchSeveral,
    watchConditions,
    watchSending,
    offerLargerText,
    offerReading,
  ]) {
    try {
      begin();
    } catch (error) {
      console.warn(error); // the form does without it
    }
  }
  // A page that the browser has kept aside would show one person's answers to the next.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
