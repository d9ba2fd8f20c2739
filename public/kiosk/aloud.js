/** Reads a screen aloud, where the browser has a voice of its language: read by another one, it is not understood. */
const { speechSynthesis } = window;

function voiceOf(language) {
  const voices = speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang }) => lang.split(/[-_]/)[0].toLowerCase() === language);
}

export const canRead = (language) => voiceOf(language) !== undefined;

/** What a person needs to hear to answer: no buttons that lead on, no network line. */
export function readAloud(screen, language) {
  const said = screen.querySelectorAll('h1, h2, label, .lead, .faces span, .options button, .notice p');
  const speech = new SpeechSynthesisUtterance(
    Array.from(said, ({ textContent }) => textContent.trim()).join('. '),
  );
  speech.voice = voiceOf(language);
  speech.lang = speech.voice.lang;
  hush();
  speechSynthesis.speak(speech);
}

export const hush = () => speechSynthesis?.cancel();

/** Some browsers load their voices late. */
export function onVoices(act) {
  if (speechSynthesis) speechSynthesis.onvoiceschanged = act;
}
