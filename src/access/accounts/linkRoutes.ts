/** Links that give access: the first administrator's, and those for setting a password. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { auditEntry } from '../audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import { readLanguage } from '../web/language.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import type { Account } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { listAdministrators, newGrant, noteAdministrator } from './giveRole.ts';
import { readNewPassword, readPerson, type Faults, type Person } from './input.ts';
import { openFirstLink } from './links.ts';
import { hashPassword } from './password.ts';
import { wholeInstallation } from './passwordLink.ts';
import { hashOfToken } from './session.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export function linkRoutes({ stores, now, settings, firstLinkKey }: AccountRoutesOptions): Router {
  const { passwordCost } = settings;
  const router = staffRouter();

  /** @throws Problem when the link is invalid, expired or used */
  async function checkFirstLink(link: string): Promise<void> {
    const expiresAt = openFirstLink(link, firstLinkKey);
    if (!expiresAt) throw unknownLink();
    const isUsed = (await listAdministrators(stores, dayOf(now()))) > 0;
    if (isUsed || expiresAt <= now()) throw linkOver();
  }

  function showFirst(req: Request, res: Response, shown: { person: Person; faults: Faults }): void {
    const t = accountTexts[readLanguage(req)];
    renderStaffPage(
      req,
      res,
      'access/accounts/first',
      { title: t.first.title },
      { t, action: req.path, ...shown },
    );
  }

  router.get('/staff/first/:link', async (req, res) => {
    await checkFirstLink(req.params.link);
    showFirst(req, res, { person: { name: '', fullName: '', email: '' }, faults: {} });
  });

  router.post('/staff/first/:link', async (req, res) => {
    await checkFirstLink(req.params.link);
    const language = readLanguage(req);
    const t = accountTexts[language];
    const { person, faults } = await readPerson(req, t);
    const { password, faults: passwordFaults } = await readNewPassword(req, person.name, t);
    const all = { ...faults, ...passwordFaults };
    if (Object.keys(all).length > 0) {
      showFirst(req, res.status(422), { person, faults: all });
      return;
    }
    const account: Account = {
      id: randomUUID(),
      ...person,
      language,
      grants: [newGrant({ role: 'administrator', from: dayOf(now()) })],
      passwordHash: await hashPassword(password, passwordCost),
      passwordReach: wholeInstallation,
      isFirst: true,
    };
    const entry = auditEntry({
      at: now(),
      kind: 'account.made',
      unitIds: [],
      subject: { id: account.id, label: account.name },
      after: { name: account.name, fullName: account.fullName, role: 'administrator', unit: '*' },
    });
    if (!(await stores.accounts.add(account, entry))) throw linkOver(); // somebody else used the same link first
    await noteAdministrator(stores, account, dayOf(now()));
    res.redirect(303, inSameLanguage('/staff/sign-in', language) + donePart(language, 'administratorMade'));
  });

  /** @throws Problem when there is no such link, or it has expired */
  async function accountOfLink(link: string): Promise<Account> {
    const account = await stores.accounts.findByLink(hashOfToken(link));
    if (!account?.link || account.closedAt) throw unknownLink();
    if (account.link.expiresAt <= now()) throw linkOver();
    return account;
  }

  function showPassword(req: Request, res: Response, account: Account, faults: Faults): void {
    const t = accountTexts[readLanguage(req)];
    const content = { t, action: req.path, name: account.name, faults };
    renderStaffPage(req, res, 'access/accounts/setPassword', { title: t.link.title }, content);
  }

  router.get('/staff/password/:link', async (req, res) => {
    showPassword(req, res, await accountOfLink(req.params.link), {});
  });

  router.post('/staff/password/:link', async (req, res) => {
    const account = await accountOfLink(req.params.link);
    const language = readLanguage(req);
    const { password, faults } = await readNewPassword(req, account.name, accountTexts[language]);
    if (Object.keys(faults).length > 0) {
      showPassword(req, res.status(422), account, faults);
      return;
    }
    const passwordHash = await hashPassword(password, passwordCost);
    const changed = await stores.accounts.change(account.id, (current) =>
      current.link?.hash === account.link?.hash
        ? {
            set: { passwordHash, passwordReach: current.link?.reach, link: undefined },
            entry: ownEntry('account.passwordSet', current, now()),
          }
        : undefined,
    );
    if (!changed) throw unknownLink(); // used a moment ago
    await stores.sessions.endOfAccount(account.id);
    res.redirect(303, inSameLanguage('/staff/sign-in', language) + donePart(language, 'passwordSet'));
  });

  return router;
}

function donePart(language: string, done: string): string {
  return `${language === 'vi' ? '?' : '&'}done=${done}`;
}

function unknownLink(): Problem {
  return new Problem('notFound', {
    vi: 'Liên kết này không có hoặc đã được dùng. Xin liên hệ người quản trị để nhận liên kết mới.',
    en: 'There is no such link, or it was used. Please ask an administrator for a new one.',
  });
}

function linkOver(): Problem {
  return new Problem('closed', {
    vi: 'Liên kết này đã hết hạn hoặc đã được dùng. Xin liên hệ người quản trị để nhận liên kết mới.',
    en: 'The time of this link is over, or it was used. Please ask an administrator for a new one.',
  });
}
