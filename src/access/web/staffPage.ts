/** The frame of all staff pages: the signed-in account, the menu that its roles open, the chosen unit. */
import type { Request, Response } from 'express';
import type { Caller } from '../accounts/caller.ts';
import type { MenuEntry } from './menu.ts';
import {
  inLanguage,
  languageNames,
  pageLanguageOf,
  pageLanguages,
  type PageLanguage,
} from '../../platform/text/localized.ts';
import { readLanguage } from './language.ts';
import { linksToOthers, renderPage } from '../../platform/web/page.ts';
import { numbered } from './sendOnce.ts';
import { staffTexts } from './staffTexts.ts';
import { requestContextOf } from './requestContext.ts';

export interface StaffPage {
  readonly title: string;
  /** What was just done, in one sentence. */
  readonly notice?: string | undefined;
}

export function renderStaffPage(
  req: Request,
  res: Response,
  view: string,
  page: StaffPage,
  content: object,
): void {
  const { caller, formToken } = requestContextOf(req);
  const language = pageLanguageOf(readLanguage(req));
  const other = language === 'vi' ? 'en' : 'vi';
  const frame = {
    language,
    title: page.title,
    otherLanguages: caller || req.method !== 'GET' ? [] : linksToOthers(req, language, pageLanguages),
  };
  renderPage(res, view, frame, {
    formToken: numbered(formToken),
    staff: staffTexts[language],
    other: { language: other, name: languageNames[other] },
    shell: caller && shellOf(req, caller, language),
    notice: page.notice,
    ...content,
  });
}

function shellOf(req: Request, caller: Caller, language: PageLanguage) {
  const { account, chosenUnitId, units } = caller;
  const t = staffTexts[language];
  const lines = openTo(caller, requestContextOf(req).menu).map(({ group, path, label }) => ({
    group,
    path,
    label: label[language],
    isCurrent: req.path === path || (path !== '/staff' && req.path.startsWith(`${path}/`)),
  }));
  const groups = [...new Set(lines.map(({ group }) => group))];
  return {
    fullName: account.fullName,
    menu: groups.map((group) => ({
      label: group === 'home' ? undefined : t.menuGroups[group],
      lines: lines.filter((line) => line.group === group),
    })),
    current: lines.find(({ isCurrent }) => isCurrent)?.label,
    unit: chosenUnitId === undefined ? t.allUnits : inLanguage(units.name(chosenUnitId), language),
    canChooseUnit: caller.grants.length > 0,
    here: req.method === 'GET' ? req.originalUrl : '/staff',
  };
}

/** The entries of the menu that are open to the account. */
export function openTo(caller: Caller, menu: readonly MenuEntry[]): readonly MenuEntry[] {
  return menu.filter(
    ({ access }) => access === 'staff' || (typeof access === 'object' && caller.holds(access.permission)),
  );
}

/** The message for `?done=…` after a change; only fixed texts reach the page. */
export function noticeFor(req: Request, notices: Readonly<Record<string, string>>): string | undefined {
  const done = req.query['done'];
  return typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : undefined;
}
