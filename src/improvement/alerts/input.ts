/** Input of the forms of alerts, and the checks that need no rounds. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { watchedRates, watchKinds, type WatchedRate, type WatchKind } from './alert.ts';
import { addressError } from '../../platform/web/publicAddress.ts';
import type { AlertTexts } from './texts.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';

/** As typed; fields that the kind does not need are empty. */
export interface SentAlert {
  readonly unit: string;
  readonly kind: string;
  readonly index: string;
  readonly round: string;
  readonly rate: string;
  readonly below: string;
  readonly casesMin: string;
  readonly mail: string;
  readonly webhook: string;
}
export type FieldErrors = Record<string, string>;

const names = ['unit', 'kind', 'index', 'round', 'rate', 'below', 'casesMin', 'mail', 'webhook'] as const;

export const nothingSent = Object.fromEntries(names.map((name) => [name, ''])) as unknown as SentAlert;

/** @throws Problem malformed */
export async function readSentAlert(req: Request): Promise<SentAlert> {
  const sent = await readFields(
    req,
    names.map((name) => body(name).default('').isString().isLength({ max: 2000 }).trim()),
  );
  return sent as unknown as SentAlert;
}

/** Unit and kind, before the further fields are shown. */
export async function readWhere(req: Request): Promise<Pick<SentAlert, 'unit' | 'kind'>> {
  const one = (name: string) => query(name).default('').isString().isLength({ max: 100 });
  return (await readFields(req, [one('unit'), one('kind')])) as unknown as Pick<SentAlert, 'unit' | 'kind'>;
}

export function isWatchKind(text: string): text is WatchKind {
  return watchKinds.some((kind) => kind === text);
}

/** Fields that a kind needs in addition to the unit. */
export const askedBy: Readonly<Record<WatchKind, readonly (keyof SentAlert)[]>> = {
  indexBelow: ['index', 'below'],
  indexFell: ['index'],
  responseLow: ['round', 'below'],
  rateBelow: ['rate', 'below'],
  casesOverdue: ['casesMin'],
  kioskSilent: [],
};

export interface Judged {
  readonly belowHundredths: number;
  readonly casesMin: number;
  readonly rate: WatchedRate;
  readonly errors: FieldErrors;
}

export function judge(
  sent: SentAlert,
  kind: WatchKind,
  { allowPrivate, email, t }: { allowPrivate: boolean; email: string | undefined; t: AlertTexts },
): Judged {
  const asked = askedBy[kind];
  const belowHundredths = percentHundredths(sent.below);
  const casesMin = /^[1-9]\d{0,3}$/.test(sent.casesMin) ? Number(sent.casesMin) : undefined;
  const rate = watchedRates.find((one) => one === sent.rate);
  const error = sent.webhook === '' ? undefined : addressError(sent.webhook, allowPrivate);
  const checked: readonly (readonly [keyof SentAlert, string | false | undefined])[] = [
    ['below', asked.includes('below') && belowHundredths === undefined && t.errors.below],
    ['casesMin', asked.includes('casesMin') && casesMin === undefined && t.errors.casesMin],
    ['rate', asked.includes('rate') && rate === undefined && t.errors.rate],
    ['mail', sent.mail !== '' && email === undefined && t.errors.mail],
    ['webhook', error && t.errors.webhook[error]],
  ];
  return {
    belowHundredths: belowHundredths ?? 0,
    casesMin: casesMin ?? 0,
    rate: rate ?? 'item52',
    errors: Object.fromEntries(checked.flatMap(([name, text]) => (text ? [[name, text]] : []))),
  };
}
