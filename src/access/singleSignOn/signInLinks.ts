/** The providers as the sign-in page and the page of a link offer them, and what went wrong at one of them. */
import { said } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AccountProblem } from './accountOfPerson.ts';
import type { SignInProblem, SignInProviders } from './providers.ts';
import { singleSignOnTexts } from './texts.ts';

export interface SignInLink {
  readonly label: string;
  readonly url: string;
}

/** @param fields `goTo`: the page to open then; `link`: sealed token of the link by which the account is linked */
export function signInLinks(
  { all }: SignInProviders,
  language: PageLanguage,
  fields: { readonly goTo?: string; readonly link?: string },
): readonly SignInLink[] {
  const t = singleSignOnTexts[language];
  return all.map(({ id, label }) => ({
    label: t.signInWith({ provider: label[language] }),
    url: withQuery(`/staff/sign-in/with/${id}`, { ...fields, ...languageOf(language) }),
  }));
}

/** The sign-in page with what went wrong at a provider. */
export function signInUrl(shown: {
  language: PageLanguage;
  goTo: string;
  problem: SignInProblem | AccountProblem;
  providerId: string;
}): string {
  const { language, goTo, problem, providerId } = shown;
  return withQuery('/staff/sign-in', { problem, provider: providerId, goTo, ...languageOf(language) });
}

/** What went wrong at a provider, as the address of the sign-in page says; only fixed texts reach the page. */
export function problemSentence(
  { find }: SignInProviders,
  language: PageLanguage,
  { problem, provider: id }: { readonly problem?: unknown; readonly provider?: unknown },
): string | undefined {
  const { problems } = singleSignOnTexts[language];
  const provider = typeof id === 'string' ? find(id) : undefined;
  if (!provider || typeof problem !== 'string' || !Object.hasOwn(problems, problem)) return undefined;
  return said(problems[problem as keyof typeof problems], { provider: provider.label[language] });
}

function languageOf(language: PageLanguage): { readonly lang?: string } {
  return language === 'vi' ? {} : { lang: language };
}

function withQuery(path: string, fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}
