/**
 * A fictitious member of staff for each role, so that every part of the demo can be viewed. Their passwords are derived
 * from the demo's secret: the same at every start, and different in every demo.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Account } from '../../src/access/accounts/account.ts';
import type { Role } from '../../src/access/accounts/role.ts';
import { newGrant } from '../../src/access/accounts/giveRole.ts';
import { fullCost, hashPassword } from '../../src/access/accounts/password.ts';
import { wholeInstallation } from '../../src/access/accounts/passwordLink.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import type { Stores } from '../../src/app/stores.ts';
import { otherProvinceId } from './fillReorganisation.ts';
import { cityId, provinceId } from './province.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';
import { codeAlphabet } from '../../src/platform/text/codeLetters.ts';

interface Colleague {
  readonly role: Role;
  readonly name: string;
  readonly fullName: string;
  /** Missing: the whole installation. */
  readonly unitId?: string;
}

const colleagues: readonly Colleague[] = [
  { role: 'administrator', name: 'quantri', fullName: 'Nguyễn Minh Quân (minh họa)' },
  { role: 'manager', name: 'quanly', fullName: 'Trần Thị Lan (minh họa)', unitId: provinceId },
  { role: 'officer', name: 'canbo', fullName: 'Lê Văn Bình (minh họa)', unitId: cityId },
  { role: 'clerk', name: 'nhapphieu', fullName: 'Phạm Thị Cúc (minh họa)', unitId: cityId },
  { role: 'interviewer', name: 'phongvan', fullName: 'Đặng Thị Gấm (minh họa)', unitId: cityId },
  { role: 'analyst', name: 'phantich', fullName: 'Võ Hoàng Dũng (minh họa)', unitId: provinceId },
  { role: 'analyst', name: 'minhhoa', fullName: 'Cao Văn Đức (minh họa)', unitId: otherProvinceId },
  { role: 'researcher', name: 'chitiet', fullName: 'Bùi Thị Hoa (minh họa)', unitId: provinceId },
  { role: 'manager', name: 'noivu', fullName: 'Ngô Thị Hạnh, mọi đơn vị (minh họa)' },
  { role: 'auditor', name: 'kiemtra', fullName: 'Huỳnh Thị Em (minh họa)' },
];

const lettersPerGroup = 5;
const groups = 3;

function passwordOf(name: string, key: Buffer): string {
  const bytes = createHmac('sha256', key).update(name).digest();
  const letters = [...bytes.subarray(0, lettersPerGroup * groups)].map(
    (byte) => codeAlphabet[byte % codeAlphabet.length],
  );
  return (letters.join('').toLowerCase().match(/.{5}/g) ?? []).join('-');
}

/** Adds missing accounts. @returns name and password of each, by role */
export async function fillStaff(
  stores: Stores,
  installation: Installation,
  now: Date,
): Promise<readonly { role: Role; name: string; password: string }[]> {
  const key = installation.key('demo passwords');
  const shown = [];
  for (const { role, name, fullName, unitId } of colleagues) {
    const password = passwordOf(name, key);
    shown.push({ role, name, password });
    if (await stores.accounts.findByName(name)) continue;
    const account: Account = {
      id: randomUUID(),
      name,
      fullName,
      language: 'vi',
      grants: [newGrant({ role, from: dayOf(now), ...(unitId === undefined ? {} : { unitId }) })],
      passwordHash: await hashPassword(password, fullCost),
      passwordReach: wholeInstallation,
    };
    const entry = auditEntry({
      at: now,
      kind: 'account.made',
      unitIds: unitId === undefined ? [] : [unitId],
      subject: { id: account.id, label: name },
      after: { name, fullName, role, unit: unitId ?? '*' },
    });
    await stores.accounts.add(account, entry);
  }
  return shown;
}
