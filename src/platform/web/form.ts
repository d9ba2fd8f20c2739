/**
 * A form, declared once: its fields, in the order of the page, give the type of what is sent, the reading of a request,
 * the errors by field in the language of the reader, and the fields of the page with what was typed.
 */
import assert from 'node:assert/strict';
import type { Request } from 'express';
import type { PageLanguage } from '../text/localized.ts';
import type { Field, Fields, TypedOf, ValuesOf } from './fields.ts';
import { readBody, readQuery } from './input.ts';
import { fieldTexts } from './texts.ts';

/** Sentences, by the field that they are about. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The same, where what is not wrong has none. */
export type MaybeErrors = Readonly<Record<string, string | false | undefined>>;

/** A form as a page shows it: what was typed, and what is wrong with it. */
export interface Filled<Typed> {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** Of the page; missing: 200. */
  readonly status?: number | undefined;
}

/** A form as it was sent: with its values, or to be shown again. */
export type Sent<Typed, Values> =
  (Filled<Typed> & { readonly ok: true; readonly values: Values }) | (Filled<Typed> & { readonly ok: false });

/** A field as `views/platform/layout/field.ejs` takes it. */
export interface PageField {
  readonly id: string;
  readonly label: string;
  readonly [attribute: string]: unknown;
}

/** What only the page knows of its fields, such as the options to choose from; false: it does not show the field. */
type Further<Name> = Partial<Record<Name & string, object | false | undefined>>;

/** A request, and the language of its page. */
export interface Reader {
  readonly req: Request;
  readonly language: PageLanguage;
}

interface FormOptions<T, Hidden> {
  /** What else the page sends, such as a version. */
  readonly hidden?: Hidden;
  /** Where the texts have the labels and hints; missing: at the top. */
  readonly labels?: (t: T) => object;
  /** Where they have the hints, by the names of the fields; missing: with the labels, as `nameHint`. */
  readonly hints?: (t: T) => object;
}

type Nothing = Readonly<Record<never, never>>; // oxlint-disable-line typescript/no-generated-empty-object-type

/** @param texts with a label for each field, by its name */
export function form<T extends object, F extends Fields<T>, Hidden extends Fields<T> = Nothing>(
  texts: Readonly<Record<PageLanguage, T>>,
  fields: F,
  { hidden, labels = (t) => t, hints }: FormOptions<T, Hidden> = {},
) {
  type Typed = TypedOf<F & Hidden>;
  type Values = ValuesOf<F & Hidden>;
  const all = { ...fields, ...hidden } as F & Hidden;
  const nothing = Object.entries(all).map(([name, field]) => [name, field.read(undefined)] as const);
  const empty: Filled<Typed> = { typed: Object.fromEntries(nothing) as Typed, errors: {} };
  const judged = (typed: Typed, language: PageLanguage) =>
    judge<Typed, Values, T>(all, typed, texts[language], language);
  const hintsOf = hints ?? ((t: T) => hintsBeside(labels(t)));

  return {
    /** Nothing typed yet. */
    empty,

    /** The form with these values in it, before it is sent. */
    filled: (typed: Partial<Typed>): Filled<Typed> => ({ typed: { ...empty.typed, ...typed }, errors: {} }),

    /** What is typed, with what is wrong in it. */
    judged,

    /**
     * @param suffix of the names, where a page has the same fields several times
     * @throws Problem malformed when no page of ours sent it
     */
    read: async ({ req, language }: Reader, suffix = ''): Promise<Sent<Typed, Values>> =>
      judged(await readBody(req, all, suffix), language),

    /** What the query of an address has of the form; missing fields are empty. @throws Problem malformed */
    query: async ({ req }: Reader): Promise<Typed> => await readQuery(req, all),

    /** What a view takes: the fields of the page, and the errors for their summary, in the order of the fields. */
    onPage(
      language: PageLanguage,
      { typed, errors }: Filled<Typed>,
      further: Further<keyof F> = {},
    ): { readonly fields: readonly PageField[]; readonly errors: FieldErrors } {
      const t = texts[language];
      const words = { t, language, labels: labels(t) as Words, hints: hintsOf(t) as Words };
      const shown = Object.entries(fields).flatMap(([name, field]) => {
        const more = further[name];
        const value = typed[name as keyof Typed];
        return more === false ? [] : [fieldOnPage(name, field, value, { words, errors, more })];
      });
      const rank = ([id]: readonly [string, string]): number => shown.findIndex((one) => one.id === id);
      const sorted = Object.entries(errors).toSorted((one, other) => rank(one) - rank(other));
      return { fields: shown, errors: Object.fromEntries(sorted) };
    },
  };
}

/** What is typed in a form. */
export type TypedIn<Form extends { readonly empty: Filled<unknown> }> = Form['empty']['typed'];

const idOf = <T>(name: string, { look }: Field<unknown, unknown, T>): string => look.id ?? name;

function judge<Typed, Values, T>(
  fields: Fields<T>,
  typed: Typed,
  t: T,
  language: PageLanguage,
): Sent<Typed, Values> {
  const errors: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const judged = field.judge(typed[name as keyof Typed], t, language);
    if ('error' in judged) errors[idOf(name, field)] = judged.error;
    else values[name] = judged.value;
  }
  return Object.keys(errors).length > 0
    ? { ok: false, typed, errors, status: 422 }
    : { ok: true, typed, errors, values: values as Values };
}

type Words = Readonly<Record<string, unknown>>;

function hintsBeside(labels: object): Words {
  const ends = Object.entries(labels).filter(([name]) => name.endsWith('Hint'));
  return Object.fromEntries(ends.map(([name, hint]) => [name.slice(0, -'Hint'.length), hint as unknown]));
}

interface OnPage<T> {
  readonly words: {
    readonly t: T;
    readonly language: PageLanguage;
    readonly labels: Words;
    readonly hints: Words;
  };
  readonly errors: FieldErrors;
  readonly more: object | undefined;
}

function fieldOnPage<T>(
  name: string,
  field: Field<unknown, unknown, T>,
  typed: unknown,
  { words: { t, language, labels, hints }, errors, more }: OnPage<T>,
): PageField {
  const { label: ownLabel, hint: ownHint, ...look } = field.look;
  const id = idOf(name, field);
  const hint = ownHint === undefined ? hints[name] : ownHint && ownHint(t);
  const parts = field.shown(typed, t, language) as { readonly type?: string };
  const isGone = parts.type === 'file' && !look.optional && Object.keys(errors).length > 0; // browsers send no file twice
  const shown = {
    id,
    name,
    label: ownLabel ? ownLabel(t) : labels[name],
    hint: typeof hint === 'string' ? hint : undefined,
    ...look,
    ...parts,
    error: errors[id] ?? (isGone ? fieldTexts[language].fileAgain : undefined),
    ...more,
  };
  const { label } = shown;
  assert(typeof label === 'string', `no label of ${name}`);
  return { ...shown, label };
}

/** What was sent, refused for these reasons where there are any; those of the fields themselves come first. */
export function also<Typed, Values>(
  sent: Sent<Typed, Values>,
  further: MaybeErrors,
  status = 422,
): Sent<Typed, Values> {
  const said = Object.entries(further).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (said.length === 0) return sent;
  const { typed, errors } = sent;
  return { ok: false, typed, errors: { ...errors, ...Object.fromEntries(said), ...errors }, status };
}

/** The errors of a rule in the words of the texts. */
export function inWords<Kind extends string>(
  errors: Readonly<Partial<Record<string, Kind>>>,
  words: Readonly<Record<Kind, string>>,
): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([name, kind]) => (kind === undefined ? [] : [[name, words[kind]]])),
  );
}
