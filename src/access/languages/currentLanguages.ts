import { usualLanguages, type LanguageSettings } from '../../platform/text/languageSettings.ts';
import type { LanguagesStore } from './store.ts';

export interface CurrentLanguages {
  /** The settings as they were at most some half a minute ago, without waiting for the store. */
  readonly current: () => LanguageSettings;
  /** Reads them now: when the program starts, and after a change in this process. */
  readonly refresh: () => Promise<void>;
}

const lifetimeMs = 30_000;

/** Every page asks for the settings, which hardly ever change: an old value is used once more while it is read again. */
export function currentLanguages(store: Pick<LanguagesStore, 'current'>): CurrentLanguages {
  let settings = usualLanguages;
  let readAtMs = performance.now();
  async function refresh(): Promise<void> {
    readAtMs = performance.now();
    ({ settings } = await store.current());
  }
  return {
    current() {
      if (performance.now() - readAtMs > lifetimeMs) refresh().catch(() => {}); // the old value stands until the store answers
      return settings;
    },
    refresh,
  };
}
