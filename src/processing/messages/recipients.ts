/**
 * Who gets a message, and with which code. The pairing of people and codes is stored nowhere: it follows from the sealed
 * list, the draw and the key outside the database, and is needed so that a reminder has the code of the invitation.
 */
import { createHmac } from 'node:crypto';
import type { AddressKeys } from '../../platform/messages/addressKeys.ts';
import type { Channel } from '../../platform/messages/messaging.ts';
import { codesMax } from '../../collection/codes/code.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { stratumKey, type Frame, type ListedPerson } from '../frames/frame.ts';
import { drawnOf } from '../frames/frameAccess.ts';
import type { Mailing } from './mailing.ts';

export interface Recipient {
  readonly slot: number;
  readonly to: string;
  readonly language: PageLanguage;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  readonly batchId: string;
  /** Of the code in its batch. */
  readonly serial: number;
}

/** A mail address or a telephone number as channels take it; undefined if the cell holds none. */
export function addressIn(cell: string, kind: Channel['kind']): string | undefined {
  const text = cell.trim();
  if (kind === 'mail')
    return /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]+\.[^\s@<>,;"]{2,}$/.test(text) ? text : undefined;
  const digits = text
    .replaceAll(/[\s.()-]/g, '')
    .replace(/^(\+|00)/, '')
    .replace(/^0(?=\d{9}$)/, '84');
  return /^[1-9]\d{8,14}$/.test(digits) ? digits : undefined;
}

/** The drawn people with an address, in the order of the draw. */
export async function recipientsOf(
  frame: Frame,
  people: readonly ListedPerson[],
  { addressField, languageField }: Pick<Mailing, 'addressField' | 'languageField'>,
  { kind, keys }: { readonly kind: Channel['kind']; readonly keys: AddressKeys },
): Promise<readonly Recipient[]> {
  const [address, language] = [addressField, languageField].map((name) => frame.fields.indexOf(name ?? ''));
  const drawn = await drawnOf(frame, people);
  const codes = pairing(frame, drawn.map(stratumKey), keys);
  return drawn.flatMap(({ contact, unitId, serviceId }, slot) => {
    const to = addressIn(contact[address!] ?? '', kind);
    const isEnglish = /^en/i.test(contact[language!] ?? '');
    return to === undefined
      ? []
      : [{ slot, to, language: isEnglish ? 'en' : 'vi', unitId, serviceId, ...codes[slot]! } as const];
  });
}

/** Batch and serial by slot: in each stratum the codes in an order that only the key gives. */
function pairing(
  { listId, strata }: Pick<Frame, 'listId' | 'strata'>,
  keysOfSlots: readonly string[],
  { pairing: key }: AddressKeys,
): readonly { readonly batchId: string; readonly serial: number }[] {
  const ticket = (slot: number): string =>
    createHmac('sha256', key).update(`${listId}/${slot}`).digest('hex');
  const tickets = keysOfSlots.map((_, slot) => ticket(slot));
  const paired: { batchId: string; serial: number }[] = [];
  for (const stratum of strata) {
    keysOfSlots
      .flatMap((of, slot) => (of === stratumKey(stratum) ? [slot] : []))
      .toSorted((one, other) => (tickets[one]! < tickets[other]! ? -1 : 1))
      .forEach((slot, at) => {
        const batchId = stratum.batchIds[Math.floor(at / codesMax)] ?? '';
        paired[slot] = { batchId, serial: (at % codesMax) + 1 };
      });
  }
  return paired;
}

export interface Looked {
  /** Codes used by now, by batch. */
  readonly used: ReadonlyMap<string, number>;
  /** At the reminder before, of batches whose answered people it left out. */
  readonly usedBefore: Readonly<Record<string, number>>;
}

/**
 * Batches of which a reminder leaves out who has answered: since the last time that it was looked, at least as many of
 * its codes were used as results need respondents. So the people whom a reminder leaves out are never few, and nobody can
 * set two reminders against the answers that came between them.
 *
 * @returns codes used, by batch
 */
export function batchesLookedInto({ used, usedBefore }: Looked): Readonly<Record<string, number>> {
  const enough = [...used].filter(
    ([batchId, count]) => count - (usedBefore[batchId] ?? 0) >= MINIMUM_RESPONDENTS,
  );
  return Object.fromEntries(enough);
}
