/**
 * Reads a screen aloud: by the recordings of its questions, or by the browser, where it has a voice of the language;
 * read by another one, it is not understood.
 */
const { speechSynthesis } = window;
const cacheName = 'recordings';
let sound;

const urlOf = (file) => `/recordings/${file}`;
const filesOn = (screen) =>
  Array.from(screen.querySelectorAll('[data-recording]'), ({ dataset }) => dataset.recording);

function voiceOf(language) {
  const voices = speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang }) => lang.split(/[-_]/)[0].toLowerCase() === language);
}

export const canRead = (screen, language) => filesOn(screen).length > 0 || voiceOf(language) !== undefined;

export function readAloud(screen, language) {
  hush();
  const files = filesOn(screen);
  if (files.length > 0) void play(files);
  else speak(screen, language);
}

/** What a person needs to hear to answer: no buttons that lead on, no network line. */
function speak(screen, language) {
  const said = screen.querySelectorAll('h1, h2, label, .lead, .faces span, .options button, .notice p');
  const speech = new SpeechSynthesisUtterance(
    Array.from(said, ({ textContent }) => textContent.trim()).join('. '),
  );
  speech.voice = voiceOf(language);
  speech.lang = speech.voice.lang;
  speechSynthesis.speak(speech);
}

/** One after another, until the screen changes. */
async function play([file, ...rest]) {
  const url = URL.createObjectURL(await soundOf(file));
  const playing = new Audio(url);
  sound = playing;
  playing.addEventListener('ended', () => {
    URL.revokeObjectURL(url);
    if (sound === playing && rest.length > 0) void play(rest);
  });
  await playing.play();
}

/** As this tablet keeps it, or from the server. */
async function soundOf(file) {
  const kept = await window.caches?.match(urlOf(file));
  return await (kept ?? (await fetch(urlOf(file)))).blob();
}

export function hush() {
  sound?.pause();
  sound = undefined;
  speechSynthesis?.cancel();
}

/** Some browsers load their voices late. */
export function onVoices(act) {
  if (speechSynthesis) speechSynthesis.onvoiceschanged = act;
}

/** Keeps these recordings for times without a network, and no others. @param files by language and question */
export async function keepRecordings(files = {}) {
  const cache = await window.caches?.open(cacheName);
  if (!cache) return; // without TLS
  const urls = new Set([].concat(...Object.values(files).map(Object.values)).map(urlOf));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!urls.delete(pathname)) await cache.delete(request);
  }
  for (const url of urls) await cache.add(url);
}
