/** The passkeys and open sessions of a person's own account, as tables. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { tableRows, textColumns, type Column } from '../web/columns.ts';
import type { Passkey } from './account.ts';
import type { Session } from './session.ts';
import { accountTexts } from './texts.ts';

export function passkeyRows(passkeys: readonly Passkey[], language: PageLanguage) {
  const t = accountTexts[language].passkeys;
  const remove: Column<Passkey> = {
    key: 'remove',
    heading: '',
    isAction: true,
    value: () => t.remove,
    post: ({ id }) => ({ action: '/staff/account/passkeys/remove', name: 'passkey', value: id }),
    linkName: ({ label }) => t.removeOf({ label }),
  };
  return tableRows([...textColumns(t, ['label', 'madeAt']), remove], passkeys, { title: t.title, language });
}

/** @param currentId of the session that asks, which cannot be ended here */
export function sessionRows(
  sessions: readonly Session[],
  currentId: string | undefined,
  language: PageLanguage,
) {
  const t = accountTexts[language].own;
  const end: Column<Session> = {
    key: 'end',
    heading: '',
    isAction: true,
    value: ({ id }) => (id === currentId ? t.thisSession : t.end),
    post: ({ id }) =>
      id === currentId ? undefined : { action: '/staff/account/sessions/end', name: 'session', value: id },
  };
  const columns = textColumns(t, ['device', 'startedAt', 'seenAt']);
  return tableRows([...columns, end], sessions, { title: t.sessions, language });
}
