import type { Request, Response } from 'express';
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
  const t = accountTexts[pageLanguageOf(readLanguage(req))];
  const notice = noticeFor(req, t.signInNotices);
  const content = {
    t,
    name: '',
    goTo: '',
    error: undefined,
    isEmpty: false,
    held: undefined,
    passkeyOptions: undefined,
    problem: undefined,
    links: [],
    sso: singleSignOnTexts[pageLanguageOf(readLanguage(req))],
    ...shown,
  };
  renderStaffPage(req, res.status(status), 'access/web/signIn', { title: t.signIn.title, notice }, content);
}
