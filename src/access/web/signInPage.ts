import type { Request, Response } from 'express';
import { accountTexts } from '../accounts/texts.ts';
import type { HeldForm } from './heldForm.ts';
import { readLanguage } from './language.ts';
import { noticeFor, renderStaffPage } from './staffPage.ts';

export interface SignInPage {
  readonly name?: string;
  /** The page that was asked for. */
  readonly goTo?: string;
  readonly fault?: string | undefined;
  /** Whether there is no account at all. */
  readonly isEmpty?: boolean;
  /** What somebody had typed when their session was over. */
  readonly held?: HeldForm | undefined;
  /** What a passkey is asked; undefined where none can be used. */
  readonly passkeyOptions?: string | undefined;
}

export function showSignIn(req: Request, res: Response, shown: SignInPage): void {
  const t = accountTexts[readLanguage(req)];
  const notice = noticeFor(req, t.signInNotices);
  const content = {
    t,
    name: '',
    goTo: '',
    fault: undefined,
    isEmpty: false,
    held: undefined,
    passkeyOptions: undefined,
    ...shown,
  };
  renderStaffPage(req, res, 'access/web/signIn', { title: t.signIn.title, notice }, content);
}
