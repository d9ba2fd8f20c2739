/**
 * The kinds of fields that requests have: how each is read, what a person may have to correct in it, and how a page
 * shows it. What none of our pages sends is malformed and refused as a whole.
 */
import type { ValidationChain } from 'express-validator';
import { isCalendarDay } from '../calendar/calendarDay.ts';
import type { PageLanguage } from '../text/localized.ts';
import { fieldTexts } from './texts.ts';

/** How a page shows a field. Label and hint are the texts `name` and `nameHint` unless they are given here. */
export interface Look<T> {
  /** Of the element, where another form of the page has a field of this name; errors have it too. */
  readonly id?: string;
  readonly label?: (t: T) => string;
  /** False: it has none, whatever the texts say. */
  readonly hint?: ((t: T) => string) | false;
  readonly type?: 'date' | 'datetime-local' | 'email' | 'url' | 'password' | 'color';
  /** A paragraph with so many rows. */
  readonly rows?: number;
  readonly inputmode?: 'decimal' | 'numeric';
  readonly autocomplete?: string;
  /** The kinds of files to choose from. */
  readonly accept?: string;
  /** Language of the text in it. */
  readonly lang?: string;
  /** Whether browsers ask for it; missing: where an empty one is refused. */
  readonly optional?: boolean;
}

type Judged<Value> = { readonly value: Value } | { readonly error: string };

/**
 * A field: `Typed` is what a person typed or chose, shown again when the form is refused; `Value` is what it means; `T`
 * are the texts of the form.
 */
export interface Field<Typed, Value = Typed, T = unknown> {
  /** What to run on the request before it is read. */
  chain(chain: ValidationChain): ValidationChain;
  /** @param sent what the chain left; undefined when it may be missing and is */
  read(sent: unknown): Typed;
  judge(typed: Typed, t: T, language: PageLanguage): Judged<Value>;
  readonly look: Look<T>;
  /** The value of the field on the page, and what else only its kind has. */
  shown(typed: Typed, t: T, language: PageLanguage): object;
}

export type Fields<T> = Readonly<Record<string, Field<unknown, unknown, T>>>;
export type TypedOf<F> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Typed, unknown, never> ? Typed : never;
};
export type ValuesOf<F> = {
  readonly [Name in keyof F]: F[Name] extends Field<unknown, infer Value, never> ? Value : never;
};

export interface TextOptions<T> extends Look<T> {
  /** What to say when it is empty; without it, it may be. */
  readonly missing?: (t: T) => string;
  /** Characters that fit where it is shown; a longer text is a validation error that says so. */
  readonly most?: number;
  /** What else is wrong with it. */
  readonly wrong?: (typed: string, t: T) => string | false | undefined;
}

/** A line of text, without blanks around it. @param lengthMax longer ones are malformed */
export function line<T>(lengthMax: number, options: TextOptions<T> = {}): Field<string, string, T> {
  return textField((chain) => chain.isString().isLength({ max: lengthMax }).trim(), options);
}

/** Text of several lines; line ends are `\n`. @param lengthMax longer ones are malformed */
export function paragraph<T>(lengthMax: number, options: TextOptions<T> = {}): Field<string, string, T> {
  return textField((chain) => chain.isString().isLength({ max: lengthMax }).trim(), {
    rows: 3,
    ...options,
  });
}

/** Text exactly as typed, such as a password. @param lengthMax longer ones are malformed */
export function verbatim<T>(lengthMax: number, options: TextOptions<T> = {}): Field<string, string, T> {
  return {
    ...textField((chain) => chain.isString().isLength({ max: lengthMax }), options),
    read: textIn,
  };
}

/** A password: read exactly as typed, and never shown again. */
export function secret<T>(options: TextOptions<T> = {}): Field<string, string, T> {
  return {
    ...verbatim(1000, { type: 'password', optional: false, ...options }),
    shown: () => ({}),
  };
}

function textIn(sent: unknown): string {
  return typeof sent === 'string' ? sent : '';
}

function textField<T>(
  chain: Field<string>['chain'],
  { missing, most = Infinity, wrong, ...look }: TextOptions<T>,
): Field<string, string, T> {
  return {
    chain,
    read: (sent) => textIn(sent).replaceAll('\r\n', '\n').normalize('NFC'),
    judge: (typed, t, language) => {
      if (typed.length > most) return { error: fieldTexts[language].tooLong({ most }) };
      const error = typed === '' && missing ? missing(t) : wrong?.(typed, t);
      return error ? { error } : { value: typed };
    },
    look: { optional: !missing, ...look },
    shown: (value) => ({ value }),
  };
}

/** A line of text that means something else. @param parse undefined when it does not @param wrong says so */
export function parsed<Value, T>(
  lengthMax: number,
  parse: (typed: string) => Value | undefined,
  { wrong, ...look }: Look<T> & { readonly wrong: (t: T) => string },
): Field<string, Value, T> {
  return {
    ...line<T>(lengthMax),
    judge: (typed, t) => {
      const value = parse(typed);
      return value === undefined ? { error: wrong(t) } : { value };
    },
    look,
  };
}

/** A day, `YYYY-MM-DD`. @param wrong says that it is none */
export function day<T>(options: Look<T> & { readonly wrong: (t: T) => string }): Field<string, string, T> {
  return parsed(20, (typed) => (isCalendarDay(typed) ? typed : undefined), { type: 'date', ...options });
}

/** The same field where it may be left empty: its value is then undefined. */
export function optional<Value, T>(field: Field<string, Value, T>): Field<string, Value | undefined, T> {
  return {
    ...field,
    judge: (typed, t, language) => (typed === '' ? { value: undefined } : field.judge(typed, t, language)),
    look: { ...field.look, optional: true },
  };
}

/** One of these values; another one is malformed. @param names of the values, for a list to choose from */
export function choice<const Value extends string, T>(
  values: readonly Value[],
  { names, ...look }: Look<T> & { readonly names?: (t: T) => Readonly<Record<Value, string>> } = {},
): Field<Value, Value, T> {
  return {
    chain: (chain) => chain.isString().isIn([...values]),
    read: (sent) => (sent ?? values[0]) as Value,
    judge: (value) => ({ value }),
    look,
    shown: (value, t) => ({
      value,
      ...(names && { options: values.map((one) => ({ value: one, label: names(t)[one] })) }),
    }),
  };
}

/**
 * One of these values, or nothing yet.
 *
 * @param wrong says that one has to be chosen
 */
export function pick<const Value extends string, T>(
  values: readonly Value[],
  {
    names,
    ...options
  }: Look<T> & {
    readonly names: (t: T) => Readonly<Record<Value, string>>;
    readonly wrong: (t: T) => string;
  },
): Field<string, Value, T> {
  return {
    ...parsed(200, (typed) => values.find((value) => value === typed), options),
    shown: (value, t, language) => ({
      value,
      options: [
        { value: '', label: fieldTexts[language].choose },
        ...values.map((one) => ({ value: one, label: names(t)[one] })),
      ],
    }),
  };
}

/** A whole number as people type it. @param wrong says that it is none, or out of bounds */
export function amount<T>(
  min: number,
  max: number,
  options: Look<T> & { readonly wrong: (t: T) => string },
): Field<string, number, T> {
  const parse = (typed: string): number | undefined => {
    const number = /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  };
  return parsed(20, parse, { inputmode: 'numeric', ...options });
}

/** A box that is ticked or not. @param text its label */
export function tick<T>({ text, ...look }: Look<T> & { readonly text?: (t: T) => string } = {}): Field<
  boolean,
  boolean,
  T
> {
  return {
    chain: (chain) => chain.optional().equals('yes'),
    read: (sent) => sent === 'yes',
    judge: (value) => ({ value }),
    look,
    shown: (isTicked, t) => ({
      checks: [{ value: 'yes', label: text?.(t) }],
      value: isTicked ? ['yes'] : [],
    }),
  };
}

/** Some of these values; another one is malformed. @param names labels of their boxes */
export function ticks<const Value extends string, T>(
  values: readonly Value[],
  { names, ...look }: Look<T> & { readonly names?: (t: T) => Readonly<Record<Value, string>> } = {},
): Field<readonly Value[], readonly Value[], T> {
  const isKnown = (one: unknown): boolean => values.some((value) => value === one);
  return {
    ...boxes<Value, T>((all) => all.every(isKnown), look),
    shown: (value, t) => ({
      value,
      checks: names && values.map((one) => ({ value: one, label: names(t)[one] })),
    }),
  };
}

/** Any number of texts up to a limit, which the page gives boxes for. */
export function several(countMax: number, lengthMax: number): Field<readonly string[]> {
  const isOne = (one: unknown): boolean => typeof one === 'string' && one.length <= lengthMax;
  return boxes((all) => all.length <= countMax && all.every(isOne), {});
}

/** A browser sends one value as such, several as a list, and none not at all. */
function boxes<Value extends string, T>(
  isSound: (all: readonly unknown[]) => boolean,
  look: Look<T>,
): Field<readonly Value[], readonly Value[], T> {
  return {
    chain: (chain) => chain.optional().custom((sent: unknown) => isSound([sent].flat())),
    read: (sent) => (sent === undefined ? [] : [sent].flat()) as Value[],
    judge: (value) => ({ value }),
    look,
    shown: (value) => ({ value }),
  };
}

/** A whole number that a page holds; another one is malformed. */
export function whole<T>(min = 0, max = 1e9, look: Look<T> = {}): Field<number, number, T> {
  return {
    chain: (chain) => chain.isInt({ min, max }).toInt(),
    read: (sent) => Number(sent ?? min),
    judge: (value) => ({ value }),
    look,
    shown: (value) => ({ value: String(value) }),
  };
}

/** An id that a page made, so that a form that is sent twice is processed once. */
export function uuid(): Field<string> {
  return {
    ...line(36),
    chain: (chain) => chain.isString().isUUID(4),
    read: (sent) => textIn(sent).toLowerCase(),
  };
}

/** A text of a given shape that a page holds, such as an id; another one is malformed. */
export function matching(shape: RegExp): Field<string> {
  return { ...line(1000), chain: (chain) => chain.isString().matches(shape) };
}

/** A day that a page holds, or an empty text; another one is malformed. */
export function heldDay(): Field<string> {
  const isHeld = (typed: string): boolean => typed === '' || isCalendarDay(typed);
  return { ...line(10), chain: (chain) => chain.isString().custom(isHeld) };
}

/** The same field where a request may lack it, because only some pages have it. */
export function maybe<Typed, Value, T>(field: Field<Typed, Value, T>): Field<Typed, Value, T> {
  return { ...field, chain: (chain) => field.chain(chain.optional()) };
}

/** The same field where a request without it is another one than a request with an empty one. */
export function ifSent<Typed, Value, T>(
  field: Field<Typed, Value, T>,
): Field<Typed | undefined, Value | undefined, T> {
  return {
    ...maybe(field),
    read: (sent) => (sent === undefined ? undefined : field.read(sent)),
    judge: (typed, t, language) =>
      typed === undefined ? { value: undefined } : field.judge(typed, t, language),
    shown: (typed, t, language) => field.shown(typed ?? field.read(undefined), t, language),
  };
}

/** The same field where the query of an address must have it. */
export function needed<Typed, Value, T>(field: Field<Typed, Value, T>): Field<Typed, Value, T> {
  return { ...field, chain: (chain) => field.chain(chain).optional(false) };
}
