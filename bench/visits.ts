/**
 * What the people of an installation do in a usual hour, on the demo: mostly citizens, readers of public pages, staff,
 * and an export.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { cityId, roundIds } from '../scripts/demo/province.ts';
import { httpClient, sendPair } from './load.ts';
import { signIn, tokenOf } from './signIn.ts';

type Kind = 'answer' | 'form' | 'public' | 'staff';

/** The kind of each of ten visits. */
const mix: readonly Kind[] = ['answer', 'public', 'answer', 'form', 'answer', 'staff', 'public', 'answer', 'form', 'public']; // prettier-ignore

const publicPages: readonly string[] = [
  `/publications/${roundIds.report}`,
  `/results/${roundIds.open}`,
  `/results/${roundIds.open}/units/${cityId}`,
  `/results/${roundIds.report}/units/${cityId}/why`,
  '/results',
  '/improvement-actions',
  '/answers',
  '/ledger',
];

const analysis = `/staff/analysis?round=${roundIds.report}&unit=${cityId}&rows`;
const staffPages: readonly string[] = [
  '/staff',
  `${analysis}=unit`,
  `${analysis}=unit&columns=service`,
  `${analysis}=service`,
];

/**
 * @param formUrl of an access point
 * @param passwords of the made-up staff, by role
 */
export async function visits(formUrl: string, passwords: (role: string) => readonly [string, string]) {
  const client = httpClient(Infinity);
  const at = (path: string): string => new URL(path, formUrl).href;
  const analyst = await signIn(formUrl, ...passwords('analyst'));
  const researcher = await signIn(formUrl, ...passwords('researcher'));
  let begun = 0;
  let acknowledged = 0;

  async function get(path: string, headers?: Readonly<Record<string, string>>): Promise<string> {
    const { status, body } = await client.send(at(path), undefined, headers);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return body;
  }

  const actions: Readonly<Record<Kind, (number: number) => Promise<unknown>>> = {
    async answer() {
      await sendPair(client, formUrl);
      acknowledged += 1;
    },
    form: async () => await get(new URL(formUrl).pathname),
    public: async (number) => await get(publicPages[number % publicPages.length]!),
    staff: async (number) => await get(staffPages[number % staffPages.length]!, analyst),
  };

  return {
    /** The next visit of the mix. */
    next(): { readonly kind: Kind; readonly action: () => Promise<unknown> } {
      const number = begun++;
      const kind = mix[number % mix.length]!;
      return { kind, action: async () => await actions[kind](Math.floor(number / mix.length)) };
    },
    /** Microdata of the city as a file, from the request to the last byte. @returns bytes */
    async takeExport(): Promise<number> {
      const form = new URLSearchParams({
        formToken: tokenOf(await get('/staff/exports', researcher)),
        scope: `${roundIds.report} ${cityId}`,
        format: 'csv',
        heads: 'vi',
      });
      const { location } = await begin(form.toString());
      for (;;) {
        const { isOver, error } = JSON.parse(await get(`${location}.json`, researcher)) as Record<
          string,
          unknown
        >;
        if (error !== undefined) throw new Error(`export: ${JSON.stringify(error)}`);
        if (isOver === true) return Buffer.byteLength(await get(`${location}/result`, researcher));
        await wait(200);
      }
    },
    acknowledged: () => acknowledged,
    close: () => client.close(),
  };

  async function begin(form: string): Promise<{ location: string }> {
    const { status, location } = await client.send(at('/staff/exports/microdata'), form, researcher);
    if (status !== 303 || location === undefined) throw new Error(`export: ${status}`);
    return { location };
  }
}
