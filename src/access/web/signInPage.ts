import type { Request, Response } from 'express';
import { signInForm } from '../accounts/input.ts';
import { accountTexts } from '../accounts/texts.ts';
import type { SignInLink } from '../singleSignOn/signInLinks.ts';
import { singleSignOnTexts } from '../singleSignOn/texts.ts';
import type { HeldForm } from './heldForm.ts';
import { readLanguage } from './language.ts';
import { pageLanguageOf } from '../../platform/text/localized.ts';
import { noticeFor, renderStaffPage } from './staffPage.ts';

export interface SignInPage {
  readonly name?: string;
  /** The page that was requested. */
  readonly goTo?: string;
  readonly error?: string | undefined;
  /** Missing: 200. */
  readonly status?: number;
  /** Whether there is no account at all. */
  readonly isEmpty?: boolean;
  /** The form that was typed when the session expired. */
  readonly held?: HeldForm | undefined;
  /** Options for signing in with a passkey; undefined if none can be used. */
  readonly passkeyOptions?: string | undefined;
  /** What went wrong at a provider. */
  readonly problem?: string | undefined;
  /** Providers at which people can sign in instead. */
  readonly links?: readonly SignInLink[];
}

export function showSignIn(req: Request, res: Response, { status = 200, ...shown }: SignInPage): void {
  const language = pageLanguageOf(readLanguage(req));
  const t = accountTexts[language];
  const { name = '', ...rest } = shown;
  const { fields } = signInForm.onPage(language, signInForm.filled({ name }), {
    name: { focus: name === '' },
    password: { focus: name !== '' },
  });
  const notice = noticeFor(req, t.signInNotices);
  const content = {
    t,
    fields,
    goTo: '',
    error: undefined,
    isEmpty: false,
    held: undefined,
    passkeyOptions: undefined,
    problem: undefined,
    links: [],
    sso: singleSignOnTexts[language],
    ...rest,
  };
  renderStaffPage(req, res.status(status), 'access/web/signIn', { title: t.signIn.title, notice }, content);
}
