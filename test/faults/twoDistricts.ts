/** Two districts with all that hostile requests are to meet, and those who send them. North is where roles are given; of south they may not learn the secret. */
import { randomUUID } from 'node:crypto';
import type { Account } from '../../src/access/accounts/account.ts';
import { roles, type Role } from '../../src/access/accounts/role.ts';
import { checkLetter } from '../../src/platform/text/codeLetters.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import { followKeyHash } from '../../src/collection/submissions/followKey.ts';
import { hashOfCredential } from '../../src/collection/devices/device.ts';
import { drawSalts } from '../../src/collection/submissions/acceptSubmission.ts';
import { receiptCode } from '../../src/collection/submissions/receipt.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { addKey } from '../dissemination/api/someKeys.ts';
import { aCase } from '../improvement/cases/someCases.ts';
import type { TestApp } from '../support/app.ts';
import { aMethod, anAccessPoint, aRound, aUnit, smallSurvey } from '../support/builders.ts';
import type { Stores } from '../../src/app/stores.ts';
import { addAccount, aGrant, signedIn, withPassword } from '../support/staff.ts';
import { addPairingCode, newCredential, sendPairing } from '../support/tablet.ts';
import type { Form } from './forms.ts';

/** What only those of the south, and of the whole installation, may read. */
export const secret = 'điều mật của miền nam';

/** By which a case of the north is followed. */
export const followKey = 'K'.repeat(19) + checkLetter('K'.repeat(19));

/** Who sends requests: a member of staff, or a visitor without account. */
export interface Sender {
  accountId: string;
  readonly role?: Role;
  readonly ofNorth: boolean;
  cookie: string;
  formToken: string;
  key: string;
  /** All that it was, the present one among them. */
  readonly accountIds: string[];
  /** Forms that it has seen, by method and address. */
  readonly forms: Map<string, Form>;
  readonly paths: Set<string>;
  /** Signs in once more, as another of the same role where the account was closed or changed. */
  renew(): Promise<void>;
}

/** A tablet of the north, as far as its program would be needed. */
export interface SomeTablet {
  readonly accessCode: string;
  readonly credential: string;
  readonly key: { readonly id: string; readonly publicPoint: string };
}

function visitor(): Sender {
  return {
    accountId: '',
    accountIds: [''],
    ofNorth: true,
    cookie: '',
    formToken: '',
    key: '',
    forms: new Map(),
    paths: new Set(['/s/NR22', '/s/NC22']),
    async renew() {},
  };
}

/** A visitor, and each role for the north and for everything. */
export async function allSenders(testApp: TestApp): Promise<Sender[]> {
  const senders = [visitor()];
  for (const role of roles)
    for (const unit of ['north', undefined]) senders.push(await member(testApp, role, unit));
  senders.push(await member(testApp, 'manager', undefined)); // agrees to what the other asks for
  for (const sender of senders) await sender.renew();
  return senders;
}

async function member(testApp: TestApp, role: Role, unit: string | undefined): Promise<Sender> {
  const sender = { ...visitor(), accountIds: [] as string[], role, ofNorth: unit === 'north' };
  let account: Account | undefined;
  return Object.assign(sender, {
    async renew() {
      if (!account || !(await isAsItWas(testApp, account))) {
        account = await addAccount(testApp, [aGrant(role, unit)]);
        const { secret: key } = await addKey(testApp, account, { expiresAt: new Date('2027-01-01') });
        Object.assign(sender, { accountId: account.id, key });
        sender.accountIds.push(account.id);
      }
      const { cookie, formToken } = await signedIn(testApp, account);
      Object.assign(sender, { cookie, formToken });
    },
  });
}

/** Not closed by another, nor relieved of its role. */
async function isAsItWas({ stores }: TestApp, { id, grants }: Account): Promise<boolean> {
  const found = await stores.accounts.find(id);
  const grant = found?.grants.find((one) => one.id === grants[0]?.id);
  return grant !== undefined && grant.to === undefined && !found?.closedAt;
}

/** @returns the tablet */
export async function fillTwoDistricts(testApp: TestApp): Promise<SomeTablet> {
  const { stores } = testApp;
  for (const id of ['north', 'south']) {
    await stores.units.add(aUnit(id, { kind: 'district' }));
    for (const ward of ['a', 'b']) await stores.units.add(aUnit(`${id}-${ward}`, { parentId: id }));
  }
  const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
  await stores.methods.add(aMethod());
  await stores.rounds.add(aRound(survey, { unitIds: ['north', 'south'] }));
  const closed = { opensAt: new Date('2025-01-01T00:00:00Z'), closesAt: new Date('2025-02-01T00:00:00Z') };
  await stores.rounds.add(aRound(survey, { id: 'closed', unitIds: ['north', 'south'], ...closed }));
  const points = [
    anAccessPoint('NR22', 'north-a'),
    anAccessPoint('ST22', 'south-a'),
    anAccessPoint('NP22', 'north-a', { channel: 'paper' }),
    anAccessPoint('SP22', 'south-a', { channel: 'paper' }),
    anAccessPoint('NT22', 'north-b', { channel: 'interviewer' }),
    anAccessPoint('NC22', 'north-b', { channel: 'code' }),
    anAccessPoint('NM22', 'north-a', { channel: 'import' }),
  ];
  for (const point of points) await stores.accessPoints.add(point);
  const receiptKey = (await stores.installation.open('real')).key('receipt');
  for (const [index, unitId] of ['north-a', 'north-b', 'south-a', 'south-b'].entries()) {
    const revision = { number: 1, roundId: 'closed', unitId, from: closed.opensAt };
    const point = anAccessPoint(`CD2${index + 2}`, unitId, { revisions: [revision] });
    await stores.accessPoints.add(point);
    await answer(stores, { surveyVersionId: survey.id, accessPointId: point.id, receiptKey });
  }
  await stores.cases.add(aCase({ unitId: 'north-a', followKeyHash: followKeyHash(followKey) }));
  await addAccount(testApp, [aGrant('clerk', 'north')], { name: 'nguyen.an', ...(await withPassword()) });
  await hideSecrets(testApp, points[1]!.id);
  return await pairTablet(testApp);
}

/** Forms of the round that is over: results, analysis, exports and publications have something to show. */
async function answer(
  { submissions }: Stores,
  { receiptKey, ...of }: { surveyVersionId: string; accessPointId: string; receiptKey: Buffer },
): Promise<void> {
  for (let person = 0; person < 12; person += 1) {
    const id = randomUUID();
    await submissions.add({
      ...of,
      id,
      roundId: 'closed',
      revision: 1,
      receivedHour: new Date('2025-01-20T03:00:00Z'),
      givenOn: `2025-01-${10 + person}`,
      late: false,
      noticeVersion: '1',
      answers: { q1: 1 + (person % 5), q2: 1 + (person % 3) },
      about: { ageBand: person % 2 === 0 ? 'under25' : 'over60' },
      salts: drawSalts(),
      receiptCode: receiptCode(id, receiptKey),
    });
  }
}

async function hideSecrets(testApp: TestApp, accessPointId: string): Promise<void> {
  const { stores, clock } = testApp;
  const at = clock.now;
  const south = await addAccount(testApp, [aGrant('officer', 'south')], { fullName: secret });
  await stores.cases.add(aCase({ id: 'south-case', unitId: 'south-a', original: secret }));
  const credentialHash = hashOfCredential(newCredential());
  await stores.devices.add(
    { id: 'south-kiosk', accessPointId, label: secret, credentialHash, pairedAt: at, firstNumber: 1 },
    auditEntry({
      at,
      kind: 'device.paired',
      unitIds: ['south-a'],
      subject: { id: 'south-kiosk', label: '' },
    }),
  );
  await stores.savedViews.add({
    id: 'south-view',
    accountId: south.id,
    name: secret,
    address: '/staff/analysis?round=closed&unit=south',
    unitId: 'south',
    isShared: true,
    savedAt: at,
  });
}

async function pairTablet(testApp: TestApp): Promise<SomeTablet> {
  const point = anAccessPoint('NK22', 'north-b', { channel: 'kiosk' });
  await testApp.stores.accessPoints.add(point);
  const [code, credential] = [await addPairingCode(testApp, point), newCredential()];
  const { body } = await sendPairing(testApp.app, point.code, { code, credential }).expect(200);
  return { accessCode: point.code, credential, key: body.key };
}
