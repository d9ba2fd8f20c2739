/**
 * Every route of the app, tried by every role; where a role is let in, on a unit of its own and on a foreign one: the answers are exactly
 * those of the table. A route that the table or this test does not know fails it.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import { allows } from '../../../src/access/accounts/authority.ts';
import { roles, type Role } from '../../../src/access/accounts/role.ts';
import { routeAccess } from '../../../src/app/routeTable.ts';
import type { AccessPoint } from '../../../src/design/accessPoints/accessPoint.ts';
import type { Annulment } from '../../../src/collection/annulments/annulment.ts';
import type { DatasetKind } from '../../../src/registers/datasets/importBatch.ts';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { addDevice } from '../../../src/collection/devices/pairDevice.ts';
import type { CaseState } from '../../../src/improvement/cases/case.ts';
import type { CommendationList } from '../../../src/improvement/commendations/commendation.ts';
import { codeKeysOf } from '../../../src/collection/codes/code.ts';
import { makeBatch } from '../../../src/collection/codes/makeBatch.ts';
import { strataOf } from '../../../src/processing/frames/frame.ts';
import type { Import } from '../../../src/collection/imports/import.ts';
import type { Job } from '../../../src/access/jobs/job.ts';
import { fieldsOf as fieldsOfItem } from '../../../src/design/surveys/itemFields.ts';
import { hashOf } from '../../../src/design/drafts/draft.ts';
import { filledFrame } from '../../../src/improvement/scorecards/criteriaInput.ts';
import { fieldsOf } from '../../../src/design/methods/methodForm.ts';
import { sipas2017 as sipas2017Method } from '../../../src/statistics/method/presets/sipas2017.ts';
import { emptyRound } from '../../../src/design/rounds/draft.ts';
import type { Round } from '../../../src/design/rounds/round.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import type { Publication } from '../../../src/processing/published/publication.ts';
import { leavesOf } from '../../../src/improvement/scorecards/criteria.ts';
import { emptyScorecard, type Stage } from '../../../src/improvement/scorecards/scorecard.ts';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { sealFormContext } from '../../../src/collection/submissions/formContext.ts';
import { receiptCode } from '../../../src/collection/submissions/receipt.ts';
import { keepUnitChange, type UnitChangeOrder } from '../../../src/registers/units/keepUnitChange.ts';
import { emptyUnitChange } from '../../../src/registers/units/succession.ts';
import { anAlert, anAlertEntry } from '../../improvement/alerts/someAlerts.ts';
import { aSubscription } from '../../improvement/events/someEvents.ts';
import type { MailingState } from '../../../src/processing/messages/mailing.ts';
import { aMailing } from '../../processing/messages/someMailing.ts';
import { aFrame, somePeople } from '../../processing/frames/someFrame.ts';
import { someMessaging } from '../../platform/messages/someChannels.ts';
import { addBatch, aKeying, keyAll } from '../../collection/paper/somePaper.ts';
import { aCommendationList } from '../../improvement/commendations/someList.ts';
import { aCase } from '../../improvement/cases/someCases.ts';
import {
  addDraft,
  addSet,
  anEntry,
  aSet,
  someCriteria,
  someItems,
} from '../../improvement/scorecards/someScorecards.ts';
import { useApp } from '../../support/app.ts';
import { routesOf } from '../../support/appRoutes.ts';
import { publicUrl, someProvider } from '../singleSignOn/someProvider.ts';
import { addKey } from '../../dissemination/api/someKeys.ts';
import { aSubmission, hoursLater, seal } from '../../collection/ledger/smallLedger.ts';
import {
  anImprovementAction,
  aMethod,
  anAccessPoint,
  aRound,
  aUnit,
  duringAt,
  smallSurvey,
} from '../../support/builders.ts';
import { silentMp3 } from '../../support/silence.ts';
import {
  addAccount,
  aGrant,
  colleague,
  goodPassword,
  signedIn,
  withPassword,
  type Browser,
} from '../../support/staff.ts';
import { randomCode } from '../../../src/platform/text/codeLetters.ts';
import { readAuthority } from '../../../src/dissemination/signedCopies/trustedAuthority.ts';
import { makeIdentity, pemOf, signPdf, unsignedPdf } from '../../dissemination/signedCopies/testAuthority.ts';

const provider = await someProvider(); // nobody asks it
const messaging = someMessaging();
const testApp = useApp({
  providers: [provider.settings],
  publicUrl,
  messaging,
  events: true,
  embedOrigins: ['https://www.example.vn'],
  offlineInterviews: true,
  signedCopies: true,
});

beforeAll(async () => {
  const { units } = testApp().stores;
  await units.add(aUnit('north', { kind: 'district' }));
  await units.add(aUnit('north-a', { parentId: 'north' }));
  await units.add(aUnit('ended', { parentId: 'north', validTo: '2025-07-01' }));
  await units.add(aUnit('south', { kind: 'district' }));
  await units.add(aUnit('south-a', { parentId: 'south' }));
});

interface Sample {
  readonly path: string;
  readonly fields?: Record<string, string | string[]>;
  /** Sent with the form. */
  readonly file?: string | Buffer;
  /** The request names something that lies in a unit. */
  readonly namesThing?: true;
  /** It concerns the whole installation: a role for some units does not reach it. */
  readonly isWhole?: true;
}

const unitUnder = (unit: string) => ({
  name: `tổ ${randomUUID()}`,
  nameEn: '',
  kind: 'office',
  code: '',
  parent: `phường ${unit}`,
  on: '2026-01-01',
});

/** Added by an act of the same id, which authority sees at once. */
async function someUnitBelow(parentId: string, on = '2026-01-01'): Promise<string> {
  const founded = (id: string) => ({ id, kind: 'office', name: { vi: id }, parentId }) as const;
  const order: UnitChangeOrder = {
    draft: (changeId) => ({ ...emptyUnitChange, on, founded: [founded(changeId)] }),
    audit: { kind: 'unit.added', label: 'x' },
    by: { accountId: 'x', name: 'x' },
  };
  return (await keepUnitChange(testApp().stores, order, duringAt)).change.id;
}

const oneSuccession = {
  on: '2027-01-01',
  number: '1/NQ',
  issuedBy: 'HĐND',
  lines: '1',
  wanted: 'preview',
  'kind-1': 'rename',
  'to-1': 'phường Khác',
  'parent-1': '',
};

async function commendationPath(
  unitId: string,
  rest: string,
  changes: Partial<CommendationList> = {},
): Promise<Sample> {
  const list = aCommendationList({ id: randomUUID(), unitId, ...changes });
  const entry = auditEntry({
    at: duringAt,
    kind: 'commendation.made',
    unitIds: [],
    subject: { id: 'x', label: 'x' },
  });
  await testApp().stores.commendations.add(list, entry);
  return { path: `/staff/commendations/${list.id}${rest}`, namesThing: true };
}

async function accountIn(unitId: string, changes: Partial<Account> = {}): Promise<Account> {
  return await addAccount(testApp(), [aGrant('officer', unitId)], changes);
}

async function accountPath(unitId: string, rest = '', changes: Partial<Account> = {}): Promise<Sample> {
  return { path: `/staff/accounts/${(await accountIn(unitId, changes)).id}${rest}`, namesThing: true };
}

async function jobPath(unitId: string, rest: string, changes: Partial<Job>): Promise<Sample> {
  const job: Job = {
    id: randomUUID(),
    kind: 'auditExport',
    parameters: { language: 'vi' },
    permission: 'readAudit',
    unitIds: [unitId],
    startedBy: { accountId: 'somebody', name: 'somebody' },
    startedAt: duringAt,
    state: 'waiting',
    done: 0,
    pieceIds: [],
    resultBytes: 0,
    ...changes,
  };
  const entry = {
    id: randomUUID(),
    at: duringAt,
    kind: 'job.started',
    unitIds: [],
    subject: { id: job.id, label: '' },
  };
  await testApp().stores.jobs.add(job, { ...entry, kind: 'job.started' });
  return { path: `/staff/jobs/${job.id}${rest}`, namesThing: true };
}

async function subscriptionPath(unitId: string, rest: string): Promise<Sample> {
  const subscription = aSubscription(testApp(), { id: randomUUID(), unitId });
  await testApp().stores.subscriptions.add(subscription, anAlertEntry());
  return { path: `/staff/subscriptions/${subscription.id}${rest}`, namesThing: true };
}

async function finishedJob(unitId: string): Promise<Sample> {
  const pieceId = randomUUID();
  const keptUntil = new Date(duringAt.getTime() + 1000);
  await testApp().stores.jobs.addPiece(pieceId, Buffer.from('abc'), keptUntil);
  return await jobPath(unitId, '/result', { state: 'done', keptUntil, pieceIds: [pieceId], resultBytes: 3 });
}

async function pointIn(unitId: string): Promise<AccessPoint> {
  const point = { ...anAccessPoint(randomCode(12), unitId), revisions: [{ ...revision, unitId }] };
  await testApp().stores.accessPoints.add(point);
  return point;
}

async function openRound(): Promise<void> {
  const { rounds, surveys } = testApp().stores;
  if (await rounds.find('open')) return;
  const survey = await publishSurvey(smallSurvey, '2026-01-01', surveys);
  await rounds.add(aRound(survey, { id: 'open', unitIds: ['north', 'south'] }));
}

async function roundIn(unitId: string, changes: Partial<Round> = {}): Promise<string> {
  const { rounds, surveys } = testApp().stores;
  const survey = await publishSurvey(smallSurvey, '2026-01-01', surveys);
  const round = aRound(survey, { id: randomUUID(), unitIds: [unitId], ...changes });
  await rounds.add(round);
  return round.id;
}

async function draftPath(rest: string): Promise<Sample> {
  const { methodDrafts } = testApp().stores;
  const id = randomUUID();
  const changedBy = { accountId: 'somebody', name: 'somebody' };
  const subject = { id, label: '' };
  await methodDrafts.add(
    {
      id,
      content: { method: sipas2017Method },
      before: { content: { method: sipas2017Method }, part: '' },
      state: 'open',
      revision: 1,
      changedAt: duringAt,
      changedBy,
    },
    auditEntry({ at: duringAt, kind: 'method.drafted', unitIds: [], subject }),
  );
  return {
    path: `/staff/methods/drafts/${id}${rest}`,
    fields: { revision: '1', was: hashOf({ method: sipas2017Method }) },
    isWhole: true,
  };
}

async function surveyDraftPath(rest: string, fields: Record<string, string> = {}): Promise<Sample> {
  const id = randomUUID();
  const changedBy = { accountId: 'somebody', name: 'somebody' };
  const before = { content: smallSurvey, part: '' };
  await testApp().stores.surveyDrafts.add(
    { id, content: smallSurvey, before, state: 'open', revision: 1, changedAt: duringAt, changedBy },
    auditEntry({ at: duringAt, kind: 'survey.drafted', unitIds: [], subject: { id, label: '' } }),
  );
  return { path: `/staff/surveys/drafts/${id}${rest}`, fields: { revision: '1', ...fields }, isWhole: true };
}

async function surveyVersion(title = smallSurvey.title): Promise<string> {
  return (await publishSurvey({ ...smallSurvey, title }, '2026-01-01', testApp().stores.surveys)).id;
}

const firstQuestion = {
  was: hashOf(fieldsOfItem(smallSurvey, 'questions', 'q1')!),
  id: 'q1',
  factorId: 'access',
  scaleId: 'satisfaction-5',
  askedIfQuestion: '',
};

async function codesPath(unitId: string, rest: string): Promise<Sample> {
  const { stores } = testApp();
  const keys = codeKeysOf(await stores.installation.open('real'));
  const batch = await makeBatch(
    { label: 'test', count: 30, roundId: 'open', unitId },
    { accountId: 'somebody', name: 'somebody' },
    { codes: stores.codes, accessPoints: stores.accessPoints, keys, now: duringAt },
  );
  return { path: `/staff/codes/${batch.id}${rest}`, namesThing: true };
}

/** One sheet, keyed twice and differently. */
async function paperBatch(unitId: string) {
  await openRound();
  const { stores } = testApp();
  const { id } = await addBatch(stores, { unitId, roundId: 'open', announced: 2, keyedTwice: true });
  const keyed = { batchId: id, number: 1 };
  await stores.paper.keep({ ...keyed, pass: 'first' }, aKeying({ by: 'an' }));
  await stores.paper.keep({ ...keyed, pass: 'second' }, aKeying({ by: 'binh', answers: { q1: 1, q2: 4 } }));
  return { batch: (await stores.paper.find(id))! };
}

/** With `/close`, of a batch whose only sheet is keyed. */
async function paperPath(unitId: string, rest: string, fields?: Record<string, string>): Promise<Sample> {
  const { batch } = await paperBatch(unitId);
  if (rest === '/close') {
    const { stores } = testApp();
    const complete = await addBatch(stores, { unitId, roundId: 'open', announced: 1 });
    await keyAll(stores, complete, 'first', 'an');
    return { path: `/staff/paper/${complete.id}/close`, namesThing: true };
  }
  return { path: `/staff/paper/${batch.id}${rest}`, namesThing: true, ...(fields ? { fields } : {}) };
}

async function interviewPath(unitId: string, rest: string, isSent = false): Promise<Sample> {
  await openRound();
  const { stores } = testApp();
  const from = new Date(duringAt.getTime() - 1000);
  const revisions = [{ number: 1, roundId: 'open', unitId, from }];
  const point = { ...anAccessPoint(randomCode(12), unitId), channel: 'interviewer' as const, revisions };
  await stores.accessPoints.add(point);
  const path = `/staff/interviews/${point.id}${rest}`;
  if (!isSent) return { path, namesThing: true };
  const round = (await stores.rounds.find('open'))!;
  const { surveyVersionId } = round;
  const context = {
    roundId: 'open',
    surveyVersionId,
    accessPointId: point.id,
    revision: 1,
    openedAt: duringAt,
  };
  const installation = await stores.installation.open('real');
  const form = sealFormContext(context, installation.key('form context'));
  const answers = { 'answer-q1': '5', 'answer-q2': '5' };
  const fields = { form, submissionId: randomUUID(), language: 'vi', ...answers };
  return { path, fields, namesThing: true };
}

async function passPath(unitId: string): Promise<Sample> {
  const { path } = await interviewPath(unitId, '');
  const { stores } = testApp();
  const point = await stores.accessPoints.find(path.split('/').at(-1)!);
  const given = { credentialHash: randomUUID(), firstNumber: 1, stores, now: duringAt };
  const { id } = await addDevice(point!, { label: 'Máy thôn 4' }, given);
  return { path: `${path}/passes/${id}/revoke`, namesThing: true };
}

/** The receipt of a submission at an access point of a unit, in the log. */
async function loggedReceipt(unitId: string): Promise<string> {
  const { stores, signers } = testApp();
  const point = await pointIn(unitId);
  const receivedAt = new Date(duringAt.getTime() - 3 * 86_400_000);
  const submission = aSubmission(receivedAt, { accessPointId: point.id });
  await stores.submissions.add(submission);
  sealedHours += 1;
  await seal(stores, signers, hoursLater(sealedHours, 5));
  return submission.receiptCode;
}
const revision = { number: 1, roundId: 'round', from: duringAt };
let sealedHours = 0;

const emptyAnnulment = { receipt: '', point: '', fromDay: '', toDay: '', reason: '', note: '' };

async function annulmentPath(unitId: string, rest: string): Promise<Sample> {
  const annulment: Annulment = {
    id: randomUUID(),
    criterion: {
      kind: 'point',
      accessPointId: 'p',
      roundIds: [],
      fromDay: '2026-01-01',
      toDay: '2026-01-02',
    },
    label: 'p',
    unitIds: [unitId],
    reason: 'test',
    note: '',
    count: 4,
    state: 'waiting',
    askedBy: { accountId: 'somebody', name: 'somebody' },
    askedAt: duringAt,
  };
  const subject = { id: annulment.id, label: '' };
  const entry = auditEntry({ at: duringAt, kind: 'annulment.asked', unitIds: [], subject });
  await testApp().stores.annulments.add(annulment, entry);
  return { path: `/staff/annulments/${annulment.id}${rest}`, namesThing: true };
}

async function closedRoundIn(unitId: string, changes: Partial<Round> = {}): Promise<string> {
  const { methods } = testApp().stores;
  if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
  const opensAt = new Date('2025-01-01T00:00:00+07:00');
  return await roundIn(unitId, { opensAt, closesAt: new Date('2025-02-01T00:00:00+07:00'), ...changes });
}

/** One unit with an index, which the signed copy below has as well. */
const publishedText =
  '{"round":{},"units":[{"id":"unit","name":{"vi":"tổ"},"whole":{"figure":{"state":"shown","value":{"units":50,"decimals":0}}}}]}';

async function trustedAuthority() {
  const root = makeIdentity(randomUUID(), 'B', { isAuthority: true });
  const authority = readAuthority(pemOf(root)) as Exclude<ReturnType<typeof readAuthority>, string>;
  const by = { accountId: 'somebody', name: 'somebody' };
  const subject = { id: authority.id, label: '' };
  const entry = auditEntry({ at: duringAt, kind: 'trustedAuthority.added', unitIds: [], subject });
  await testApp().stores.trustedAuthorities.add({ ...authority, by, at: duringAt }, entry);
  return { root, id: authority.id };
}

async function signedCopy(): Promise<Buffer> {
  const { root } = await trustedAuthority();
  return await signPdf(await unsignedPdf(['tổ 50%']), makeIdentity('A', 'B', { issuer: root }), duringAt);
}

async function publicationPath(
  unitId: string,
  rest: string,
  state: Publication['state'] = 'waiting',
): Promise<Sample> {
  const id = randomUUID();
  const publication: Publication = {
    id,
    roundId: state === 'published' ? id : await closedRoundIn(unitId), // no other page shows what is published here
    roundTitle: { vi: 'Đợt' },
    number: 1,
    unitIds: [unitId],
    hash: id,
    checkpoint: 1,
    whatChanged: '',
    snapshotHash: '',
    state,
    ...(state === 'published' && { publishedAt: duringAt }),
    askedBy: { accountId: 'somebody', name: 'somebody' },
    askedAt: duringAt,
  };
  const subject = { id, label: '' };
  const entry = auditEntry({ at: duringAt, kind: 'publication.proposed', unitIds: [], subject });
  await testApp().stores.publications.add(
    publication,
    {
      text: state === 'published' ? publishedText : '{"round":{},"units":[]}',
      released: '{"respondents":{},"suppressed":[]}',
    },
    entry,
  );
  return { path: `/staff/publications/${id}${rest}`, namesThing: true };
}

/** Something published of a round of its own, with a unit that reports can be made on. */
async function publishedRoundIn(unitId: string): Promise<string> {
  const id = randomUUID();
  const publication: Publication = {
    id,
    roundId: id,
    roundTitle: { vi: 'Đợt' },
    number: 1,
    unitIds: [unitId],
    hash: id,
    checkpoint: 1,
    whatChanged: '',
    snapshotHash: '',
    state: 'published',
    publishedAt: duringAt,
    askedBy: { accountId: 'somebody', name: 'somebody' },
    askedAt: duringAt,
  };
  const subject = { id, label: '' };
  const entry = auditEntry({ at: duringAt, kind: 'publication.proposed', unitIds: [], subject });
  const text = JSON.stringify({ round: {}, units: [{ id: unitId, name: { vi: 'Đơn vị' } }] });
  await testApp().stores.publications.add(
    publication,
    { text, released: '{"respondents":{},"suppressed":[]}' },
    entry,
  );
  return id;
}

const officeFields = {
  superior: '',
  organ: 'UBND',
  number: '',
  symbol: 'BC-UBND',
  location: 'Hồng Ngự',
  on: '',
  capacity: 'Chủ tịch',
  signer: '',
  recipients: 'Lưu: VT.',
};

const planFields = {
  formula: 'given',
  marginPercent: '5',
  expectedPercent: '50',
  designEffect: '1',
  responsePercent: '100',
  total: '10',
  sharing: 'equal',
  'quota-province': '',
  'quota-district': '',
  'quota-commune': '',
  'quota-office': '',
  wanted: 'save',
};

const typedRound = {
  ...emptyRound,
  titleVi: 'Đợt thử',
  method: 'sipas-2017@1',
  closes: '2026-06-01T00:00',
  channels: ['paper'],
} as const;

async function roundFieldsFor(unitId: string): Promise<Record<string, string>> {
  const { id } = await publishSurvey(sipas2017, '2026-01-01', testApp().stores.surveys);
  const {
    further: _further,
    channels: [channels],
    ...rest
  } = typedRound;
  return { ...rest, channels, survey: id, units: `phường ${unitId}` };
}

async function roundDraftPath(unitId: string, rest: string): Promise<Sample> {
  const id = randomUUID();
  const survey = await publishSurvey(sipas2017, '2026-01-01', testApp().stores.surveys);
  const typed = { ...typedRound, survey: survey.id, units: `phường ${unitId}` };
  const changedBy = { accountId: 'somebody', name: 'somebody' };
  const subject = { id, label: '' };
  await testApp().stores.roundDrafts.add(
    {
      id,
      content: { typed, unitIds: [unitId] },
      before: { content: { typed, unitIds: [unitId] }, part: '' },
      state: 'open',
      revision: 1,
      changedAt: duringAt,
      changedBy,
    },
    auditEntry({ at: duringAt, kind: 'round.drafted', unitIds: [unitId], subject }),
  );
  const was = hashOf({ typed, unitIds: [unitId] });
  const fields = { revision: '1', was, ...(rest === '' ? await roundFieldsFor(unitId) : {}) };
  return { path: `/staff/rounds/drafts/${id}${rest}`, fields, namesThing: true };
}

/** One that a screener has gone over, so that every role that sees cases sees it. */
async function casePath(unitId: string, rest: string, state?: CaseState): Promise<Sample> {
  const seen = { unitId, text: 'đã che', version: 2, state: state ?? ('reopened' as const) };
  const one = aCase(seen);
  await testApp().stores.cases.add(one);
  return { path: `/staff/cases/${one.id}${rest}`, namesThing: true };
}

async function alertPath(unitId: string, rest: string): Promise<Sample> {
  const alert = anAlert({ id: randomUUID(), unitId });
  await testApp().stores.alerts.add(alert, anAlertEntry());
  return { path: `/staff/alerts/${alert.id}${rest}`, namesThing: true };
}

async function roundPath(unitId: string, rest: string): Promise<Sample> {
  const { methods, rounds, surveys } = testApp().stores;
  const id = `round-${unitId}`;
  if (!(await rounds.find(id))) {
    const survey = await publishSurvey(smallSurvey, '2026-01-01', surveys);
    if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
    await rounds.add(aRound(survey, { id, unitIds: [unitId] }));
  }
  return { path: `/staff/rounds/${id}${rest}`, namesThing: true };
}

/** The frame of a round, at the step that the route is for. */
async function framePath(unitId: string, rest: string): Promise<Sample> {
  const { frames, rounds, surveys, methods } = testApp().stores;
  const id = `${rest.slice(1) || 'list'}-${unitId}-${randomUUID()}`;
  const survey = await publishSurvey(smallSurvey, '2026-01-01', surveys);
  if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
  await rounds.add(aRound(survey, { id, unitIds: [unitId], sampleKind: 'probability' }));
  if (rest !== '') {
    const people = somePeople({ [unitId]: 40 }).map(({ contact: [name = ''], ...person }, at) => ({
      ...person,
      contact: [name, `p${at}@example.vn`],
    }));
    const strata = strataOf(people).map((stratum) => ({ ...stratum, drawn: 30 }));
    const state = rest === '/draw' || rest === '/sizes' ? 'sized' : 'drawn';
    const draw = { seed: 'seed', seedSource: 'test', drawHash: '', at: duringAt };
    const frame = aFrame(strata, { id, listId: id, state, draw: state === 'drawn' ? draw : undefined });
    const subject = { id, label: '' };
    await frames.putPeople(id, people, duringAt, messaging.keys.lists);
    await frames.add(frame, auditEntry({ at: duringAt, kind: 'frame.listed', unitIds: [], subject }));
  }
  return { path: `/staff/rounds/${id}/frame${rest}`, namesThing: true };
}

/** A mailing of a drawn round, in the state that the route is for. */
async function mailingPath(unitId: string, rest: string, state: MailingState): Promise<Sample> {
  const { path } = await framePath(unitId, '/letters');
  const round = path.split('/')[3]!;
  const mailing = aMailing({ id: randomUUID(), roundId: round, listId: round, state });
  await testApp().stores.mailings.add(mailing, 'unaudited');
  return { path: `/staff/rounds/${round}/messages/${mailing.id}${rest}`, namesThing: true };
}

const caseloadHeadings = 'Đơn vị,Thủ tục,Tháng,Cách nộp,Số hồ sơ,Đúng hạn,Quá hạn';
const caseloadCells = (unit: string): readonly string[] => [
  `phường ${unit}`,
  '',
  '12/2025',
  'Tại quầy',
  '1',
  '',
  '',
];

function caseloadLine(unitId: string): Sample {
  const keys = ['unit', 'service', 'month', 'filing', 'transactions', 'onTime', 'overdue', 'returnedByPost'];
  const cells = caseloadCells(unitId);
  const fields = Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? '']));
  return { path: '/staff/caseloads', fields, namesThing: true };
}

const reportedFigureHeadings = 'Unit,Indicator,Year,Value (%),Wording,Source';
const reportedFigureCells = (unit: string): readonly string[] => [
  `phường ${unit}`,
  'PAR INDEX',
  '2025',
  '90',
  'w',
  's',
];

function reportedFigureLine(unitId: string): Sample {
  const keys = ['unit', 'indicator', 'year', 'value', 'wording', 'source'];
  const cells = reportedFigureCells(unitId);
  const rest = { round: '', change: '', rank: '', of: '', ranksGained: '' };
  const fields = { ...rest, ...Object.fromEntries(keys.map((key, index) => [key, cells[index]!])) };
  return { path: '/staff/reported-figures', fields, namesThing: true };
}

async function importBatchPath(dataset: DatasetKind, unitId: string, rest: string): Promise<Sample> {
  const id = randomUUID();
  const madeBy = { accountId: 'somebody', name: 'somebody' };
  const waiting = { id, dataset, lines: [], unitIds: [unitId], periods: [], madeBy, madeAt: duringAt };
  await testApp().stores.importBatches.stage(waiting, new Date(Date.now() + 86_400_000));
  const path = dataset === 'caseloads' ? '/staff/caseloads' : '/staff/reported-figures';
  return { path: `${path}/import-batches/${id}${rest}`, namesThing: true };
}

async function orderedSpotCheck(): Promise<string> {
  const id = randomUUID();
  const orderedBy = { accountId: 'somebody', name: 'somebody' };
  const entry = auditEntry({
    at: duringAt,
    kind: 'spotCheck.ordered',
    unitIds: [],
    subject: { id, label: '' },
  });
  await testApp().stores.spotChecks.add(
    { id, checkpointNumber: 1, count: 1, seed: '1', seedSource: 'test', orderedBy, orderedAt: duringAt },
    entry,
  );
  return id;
}

async function kioskIn(unitId: string): Promise<AccessPoint> {
  const code = randomCode(10);
  const point = anAccessPoint(code, unitId, { channel: 'kiosk' });
  await testApp().stores.accessPoints.add(point);
  return point;
}

async function devicePath(unitId: string, rest: string): Promise<Sample> {
  const point = await kioskIn(unitId);
  const given = { credentialHash: randomUUID(), firstNumber: 1, stores: testApp().stores, now: duringAt };
  const { id } = await addDevice(point, { label: 'Quầy 1' }, given);
  return { path: `/staff/kiosks/${id}${rest}`, namesThing: true };
}

/** Staged, and mapped as far as asked for. */
async function importPath(unitId: string, rest: string, changes: Partial<Import> = {}): Promise<Sample> {
  const one: Import = {
    id: randomUUID(),
    fileName: 'answers.csv',
    fileHash: '',
    roundId: await roundIn(unitId),
    unitIds: [unitId],
    by: { accountId: 'somebody', name: 'somebody' },
    madeAt: duringAt,
    state: 'staged',
    rowCount: 2,
    chunkCount: 0,
    headingRows: { first: 1, last: 1 },
    headings: ['Chỗ ngồi', 'Thiết bị'],
    version: 'test',
    mapping: { uses: ['question:q1', 'question:q2'], dayOrder: 'dmy', values: [] },
    mappingId: 'test',
    unitId,
    ...changes,
  };
  await testApp().stores.imports.add(one);
  return { path: `/staff/imports/${one.id}${rest}`, namesThing: true };
}

const promise = { what: 'test', who: 'test', until: '2026-12-31', target: '90' };

async function promiseIn(unit: string) {
  const { methods } = testApp().stores;
  if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
  return { round: await roundIn(unit, { closesAt: duringAt }), unit };
}

async function improvementActionPath(unitId: string, rest: string): Promise<Sample> {
  const { round: roundId } = await promiseIn(unitId);
  const improvementAction = anImprovementAction({ id: randomUUID(), unitId, roundId });
  const subject = { id: improvementAction.id, label: '' };
  await testApp().stores.improvementActions.add(
    improvementAction,
    auditEntry({ at: duringAt, kind: 'improvementAction.made', unitIds: [], subject }),
  );
  return { path: `/staff/improvement-actions/${improvementAction.id}${rest}`, namesThing: true };
}

let lastYear = 2025;

/** A draft for offices right below the unit. */
async function criteriaDraftPath(ownerId: string, rest: string, fields?: Record<string, string>) {
  await someUnitBelow(ownerId, '2025-01-01');
  lastYear += 1; // a set is published once a year
  const content = someCriteria(ownerId, { kind: 'office', year: lastYear });
  const { id } = await addDraft(testApp().stores, content);
  return {
    path: `/staff/scorecards/drafts/${id}${rest}`,
    fields: { revision: '1', was: hashOf(rest === '' ? filledFrame(content) : null), ...fields },
    namesThing: true,
  } as const;
}

/** A set by which the unit and one below it are scored, of the unit itself, which so owns it. */
async function setPath(unitId: string, rest: string): Promise<Sample & { readonly setId: string }> {
  lastYear += 1;
  const set = aSet(unitId, [unitId], { year: lastYear });
  await addSet(testApp().stores, set);
  return { path: `/staff/scorecards/${set.id}${rest}`, namesThing: true, setId: set.id };
}

/** The scorecard of the unit, at a stage. */
async function scorecardPath(
  unitId: string,
  stage: Stage,
  rest: string,
  fields: Record<string, string> = {},
): Promise<Sample> {
  const { path, setId } = await setPath(unitId, `/${unitId}${rest}`);
  const leaves = leavesOf({ items: someItems }).map(({ code }) => ({ code, self: { points: 0, note: '' } }));
  const by = { accountId: 'x', name: 'x' };
  const bonus = { id: 'bonus', kind: 'bonus', points: 1, reason: 'x', by, at: duringAt } as const;
  const scorecard = { ...emptyScorecard(setId, unitId), stage, leaves, adjustments: [bonus] };
  await testApp().stores.scorecards.put(scorecard, anEntry('scorecard.selfScored', setId));
  return { path, fields: { revision: '1', ...fields }, namesThing: true };
}

async function sheetPath(unitId: string, stage: Stage): Promise<Sample> {
  const headings =
    'No.,Maximum,Self-score,Remarks,First appraisal,Opinion,Explanation,Second appraisal,Reason';
  const file = `${headings}\n1.1,20,,,,,,,`;
  return { ...(await scorecardPath(unitId, stage, `/sheet/${stage}`)), file };
}

const criterion = {
  code: '9',
  title: 'test',
  titleEn: '',
  pointsMax: '1',
  rule: 'free',
  detail: '',
  note: '',
  confirmed: '',
};
const criteriaFrame = {
  title: 'test',
  titleEn: '',
  source: '',
  round: '',
  bonusMax: '0',
  penaltyMax: '0',
  self: '2026-02-01',
  first: '2026-03-01',
  explanation: '2026-04-01',
  second: '2026-05-01',
};

const checked: Partial<Import> = {
  check: { good: 1, invalid: 0, empty: 0, known: 0, errors: [], unitIds: [] },
};

const newPerson = { fullName: 'Lê Văn Mới', email: '', from: '', to: '', role: 'officer' };
const newPassword = { newPassword: 'chợ nổi lúc năm giờ sáng', again: 'chợ nổi lúc năm giờ sáng' };

/** How each staff route is asked for, on something that lies in a unit. */
const samples: Record<string, (unitId: string) => Sample | Promise<Sample>> = {
  'GET /staff': () => ({ path: '/staff' }),
  'GET /staff/access-points': () => ({ path: '/staff/access-points' }),
  'GET /staff/access-points/:accessPointId': async (unit) => ({
    path: `/staff/access-points/${(await pointIn(unit)).id}`,
    namesThing: true,
  }),
  'GET /staff/access-points/:accessPointId/poster': async (unit) => ({
    path: `/staff/access-points/${(await pointIn(unit)).id}/poster?format=a6&language=vi&file=svg`,
    namesThing: true,
  }),
  'GET /staff/access-points/:accessPointId/form': async (unit) => {
    await openRound();
    const revisions = [{ ...revision, roundId: 'open', unitId: unit }];
    const point = { ...anAccessPoint(randomCode(12), unit), revisions };
    await testApp().stores.accessPoints.add(point);
    return { path: `/staff/access-points/${point.id}/form`, namesThing: true };
  },
  'GET /staff/access-points/new': () => ({ path: '/staff/access-points/new' }),
  'POST /staff/access-points': async (unit) => {
    await openRound();
    const parameters = { id: randomUUID(), channel: 'paper', round: 'open', units: `phường ${unit}` };
    const fields = { ...parameters, service: '', codes: '', again: 'no', action: 'make' };
    return { path: '/staff/access-points', fields, namesThing: true };
  },
  'POST /staff/access-points/:accessPointId/revisions': async (unit) => ({
    path: `/staff/access-points/${(await pointIn(unit)).id}/revisions`,
    fields: { action: 'pause', number: '1' },
    namesThing: true,
  }),
  'GET /staff/posters': (unit) => ({ path: `/staff/posters?unit=${unit}`, namesThing: true }),
  'POST /staff/posters': (unit) => ({
    path: '/staff/posters',
    fields: { unit, format: 'a4', language: 'vi' },
    namesThing: true,
  }),
  'GET /staff/real-time-index': () => ({ path: '/staff/real-time-index' }),
  'GET /staff/real-time-index/:unitId': (unit) => ({
    path: `/staff/real-time-index/${unit}`,
    namesThing: true,
  }),
  'POST /staff/real-time-index/:unitId': (unit) => ({
    path: `/staff/real-time-index/${unit}`,
    fields: { year: '2026', points51: '4', source51: 'báo cáo', points53: '', source53: '' },
    namesThing: true,
  }),
  'GET /staff/postal-service': () => ({ path: '/staff/postal-service' }),
  'GET /staff/postal-service/:unitId': (unit) => ({
    path: `/staff/postal-service/${unit}`,
    namesThing: true,
  }),
  'POST /staff/postal-service/:unitId/target': (unit) => ({
    path: `/staff/postal-service/${unit}/target`,
    fields: { year: '2026', received: '10', returned: '' },
    namesThing: true,
  }),
  'GET /staff/improvement-actions': () => ({ path: '/staff/improvement-actions' }),
  'GET /staff/improvement-actions/new': () => ({ path: '/staff/improvement-actions/new' }),
  'POST /staff/improvement-actions': async (unit) => ({
    path: '/staff/improvement-actions',
    fields: { ...(await promiseIn(unit)), ...promise, weakPoint: 'question:q1' },
    namesThing: true,
  }),
  'GET /staff/improvement-actions/:improvementActionId': (unit) => improvementActionPath(unit, ''),
  'POST /staff/improvement-actions/:improvementActionId/notes': async (unit) => ({
    ...(await improvementActionPath(unit, '/notes')),
    fields: { text: 'test', evidence: '', state: 'done' },
  }),
  'GET /staff/scorecards': () => ({ path: '/staff/scorecards' }),
  'GET /staff/scorecards/new': () => ({ path: '/staff/scorecards/new' }),
  'POST /staff/scorecards/drafts': (unit) => ({
    path: '/staff/scorecards/drafts',
    fields: { from: '', owner: unit, kind: 'office', year: '2025' },
    file: 'STT,Tiêu chí,Điểm tối đa\n1,test,100',
    namesThing: true,
  }),
  'GET /staff/scorecards/drafts/:draftId': (unit) => criteriaDraftPath(unit, ''),
  'POST /staff/scorecards/drafts/:draftId': (unit) => criteriaDraftPath(unit, '', criteriaFrame),
  'GET /staff/scorecards/drafts/:draftId/items/:code': (unit) => criteriaDraftPath(unit, '/items/1.1'),
  'POST /staff/scorecards/drafts/:draftId/items/:code': (unit) =>
    criteriaDraftPath(unit, '/items/new', criterion),
  'POST /staff/scorecards/drafts/:draftId/items/:code/remove': (unit) =>
    criteriaDraftPath(unit, '/items/1.1/remove'),
  'POST /staff/scorecards/drafts/:draftId/undo': (unit) => criteriaDraftPath(unit, '/undo'),
  'POST /staff/scorecards/drafts/:draftId/publish': (unit) => criteriaDraftPath(unit, '/publish'),
  'POST /staff/scorecards/drafts/:draftId/discard': (unit) => criteriaDraftPath(unit, '/discard'),
  'GET /staff/scorecards/:setId': (unit) => setPath(unit, ''),
  'GET /staff/scorecards/:setId/criteria': (unit) => setPath(unit, '/criteria'),
  'POST /staff/scorecards/:setId/deadlines': async (unit) => ({
    ...(await setPath(unit, '/deadlines')),
    fields: criteriaFrame,
  }),
  'POST /staff/scorecards/:setId/open': async (unit) => {
    const { path, ...rest } = await scorecardPath(unit, 'locked', '');
    return { ...rest, path: path.replace(/[^/]+$/, 'open') };
  },
  'GET /staff/scorecards/:setId/:unitId': (unit) => scorecardPath(unit, 'self', ''),
  'GET /staff/scorecards/:setId/:unitId/checklist': (unit) => scorecardPath(unit, 'self', '/checklist'),
  'POST /staff/scorecards/:setId/:unitId/hand-in': (unit) => scorecardPath(unit, 'self', '/hand-in'),
  async 'POST /staff/scorecards/:setId/:unitId/pass-on'(unit) {
    const sample = await scorecardPath(unit, 'self', '/pass-on');
    const days = { self: '2025-01-01', first: '2025-01-01', explanation: '2025-01-01', second: '2025-01-01' };
    const [, , , setId = ''] = sample.path.split('/');
    const entry = anEntry('criteria.deadlinesMoved', setId);
    await testApp().stores.criteriaSets.change(setId, { deadlines: days }, entry);
    return sample;
  },
  'POST /staff/scorecards/:setId/:unitId/appraised': (unit) => scorecardPath(unit, 'first', '/appraised'),
  'POST /staff/scorecards/:setId/:unitId/lock': (unit) => scorecardPath(unit, 'second', '/lock'),
  'POST /staff/scorecards/:setId/:unitId/reopen': (unit) =>
    scorecardPath(unit, 'locked', '/reopen', { reason: 'test' }),
  'POST /staff/scorecards/:setId/:unitId/locks': (unit) =>
    scorecardPath(unit, 'self', '/locks', { code: '1', lock: 'on' }),
  'POST /staff/scorecards/:setId/:unitId/survey': (unit) =>
    scorecardPath(unit, 'first', '/survey', { reason: 'test' }),
  'POST /staff/scorecards/:setId/:unitId/adjustments': (unit) =>
    scorecardPath(unit, 'first', '/adjustments', { kind: 'bonus', points: '1', reason: 'test' }),
  'POST /staff/scorecards/:setId/:unitId/adjustments/:adjustmentId/remove': (unit) =>
    scorecardPath(unit, 'first', '/adjustments/bonus/remove'),
  'GET /staff/scorecards/:setId/:unitId/sheet': (unit) => scorecardPath(unit, 'self', '/sheet'),
  'POST /staff/scorecards/:setId/:unitId/sheet/self': (unit) => sheetPath(unit, 'self'),
  'POST /staff/scorecards/:setId/:unitId/sheet/first': (unit) => sheetPath(unit, 'first'),
  'POST /staff/scorecards/:setId/:unitId/sheet/explanation': (unit) => sheetPath(unit, 'explanation'),
  'POST /staff/scorecards/:setId/:unitId/sheet/second': (unit) => sheetPath(unit, 'second'),
  'GET /staff/scorecards/:setId/:unitId/fields/:code': (unit) => scorecardPath(unit, 'self', '/fields/1'),
  'POST /staff/scorecards/:setId/:unitId/fields/:code/self': (unit) =>
    scorecardPath(unit, 'self', '/fields/1/self'),
  'POST /staff/scorecards/:setId/:unitId/fields/:code/first': (unit) =>
    scorecardPath(unit, 'first', '/fields/1/first'),
  'POST /staff/scorecards/:setId/:unitId/fields/:code/explanation': (unit) =>
    scorecardPath(unit, 'explanation', '/fields/1/explanation'),
  'POST /staff/scorecards/:setId/:unitId/fields/:code/second': (unit) =>
    scorecardPath(unit, 'second', '/fields/1/second'),
  'GET /staff/codes': () => ({ path: '/staff/codes' }),
  'GET /staff/codes/new': () => ({ path: '/staff/codes/new' }),
  'POST /staff/codes': async (unit) => {
    await openRound();
    const fields = { label: 'test', count: '30', round: 'open', unit, service: '' };
    return { path: '/staff/codes', fields, namesThing: true };
  },
  'GET /staff/codes/:batchId': (unit) => codesPath(unit, ''),
  'GET /staff/codes/:batchId/slips': (unit) => codesPath(unit, '/slips'),
  'GET /staff/codes/:batchId/table': (unit) => codesPath(unit, '/table'),
  'GET /staff/paper': () => ({ path: '/staff/paper' }),
  'GET /staff/paper/new': () => ({ path: '/staff/paper/new' }),
  'POST /staff/paper': async (unit) => {
    const { batch } = await paperBatch(unit);
    const fields = {
      point: batch.accessPointId,
      announced: '2',
      keyedTwice: 'no',
      collectedOn: '2026-01-20',
    };
    return { path: '/staff/paper', fields, namesThing: true };
  },
  'GET /staff/paper/:batchId': (unit) => paperPath(unit, ''),
  'POST /staff/paper/:batchId/announced': (unit) => paperPath(unit, '/announced', { announced: '3' }),
  'POST /staff/paper/:batchId/close': (unit) => paperPath(unit, '/close'),
  'GET /staff/paper/:batchId/form': (unit) => paperPath(unit, '/form'),
  'GET /staff/paper/:batchId/keyings/:pass': (unit) => paperPath(unit, '/keyings/first'),
  'POST /staff/paper/:batchId/keyings/:pass': (unit) =>
    paperPath(unit, '/keyings/second', {
      number: '2',
      sheetId: randomUUID(),
      edit: '1',
      'answer-q1': '5',
      'answer-q2': 'blank',
      'answer-q3': 'double',
    }),
  'GET /staff/paper/:batchId/differences': (unit) => paperPath(unit, '/differences'),
  'POST /staff/paper/:batchId/differences': async (unit) => {
    const { batch } = await paperBatch(unit);
    const fields = { number: '1', changes: String(batch.changes), 'answer-q1': '1' };
    return { path: `/staff/paper/${batch.id}/differences`, fields, namesThing: true };
  },
  'GET /staff/interviews': () => ({ path: '/staff/interviews' }),
  'GET /staff/interviews/:accessPointId': (unit) => interviewPath(unit, ''),
  'POST /staff/interviews/:accessPointId': (unit) => interviewPath(unit, '', true),
  'GET /staff/interviews/:accessPointId/receipts/:receiptCode': (unit) =>
    interviewPath(unit, `/receipts/${receiptCode('some id', Buffer.alloc(32))}`),
  'GET /staff/interviews/:accessPointId/passes': (unit) => interviewPath(unit, '/passes'),
  'POST /staff/interviews/:accessPointId/passes': async (unit) => ({
    ...(await interviewPath(unit, '/passes')),
    fields: { label: 'Máy thôn 4', hours: '8', answers: '50' },
  }),
  'POST /staff/interviews/:accessPointId/passes/:deviceId/revoke': passPath,
  'GET /staff/imports': () => ({ path: '/staff/imports' }),
  'GET /staff/imports/new': () => ({ path: '/staff/imports/new' }),
  'POST /staff/imports': async () => {
    await openRound();
    return { path: '/staff/imports', fields: { round: 'open' }, file: 'Chỗ ngồi,Thiết bị\n5,5' };
  },
  'GET /staff/imports/:importId': (unit) => importPath(unit, ''),
  'GET /staff/imports/:importId/columns': (unit) => importPath(unit, '/columns'),
  'POST /staff/imports/:importId/columns': async (unit) => ({
    ...(await importPath(unit, '/columns')),
    fields: {
      version: 'test',
      action: 'next',
      first: '1',
      last: '1',
      unit,
      service: '',
      saved: '',
      'use-0': 'question:q1',
      'use-1': 'question:q2',
    },
  }),
  'GET /staff/imports/:importId/values': (unit) => importPath(unit, '/values'),
  'POST /staff/imports/:importId/values': async (unit) => ({
    ...(await importPath(unit, '/values')),
    fields: { version: 'test', name: randomUUID(), dayOrder: 'dmy' },
  }),
  'POST /staff/imports/:importId/accept': async (unit) => ({
    ...(await importPath(unit, '/accept', checked)),
    fields: { version: 'test' },
  }),
  'POST /staff/imports/:importId/cancel': (unit) => importPath(unit, '/cancel'),
  async 'GET /staff/analysis'() {
    const { methods } = testApp().stores;
    if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
    return { path: '/staff/analysis' };
  },
  'GET /staff/analysis/compare': () => ({ path: '/staff/analysis/compare' }),
  'GET /staff/analysis/levels': () => ({ path: '/staff/analysis/levels' }),
  'GET /staff/analysis/drivers': () => ({ path: '/staff/analysis/drivers' }),
  'GET /staff/analysis/gaps': () => ({ path: '/staff/analysis/gaps' }),
  'GET /staff/analysis/comments': () => ({ path: '/staff/analysis/comments' }),
  'GET /staff/analysis/small-units': () => ({ path: '/staff/analysis/small-units' }),
  'GET /staff/analysis/nonresponse': () => ({ path: '/staff/analysis/nonresponse' }),
  'GET /staff/analysis/target': () => ({ path: '/staff/analysis/target' }),
  'GET /staff/analysis/time': () => ({ path: '/staff/analysis/time' }),
  'GET /staff/analysis/views': () => ({ path: '/staff/analysis/views' }),
  'GET /staff/analysis/views/new': () => ({ path: '/staff/analysis/views/new?address=/staff/analysis' }),
  'POST /staff/analysis/views': (unit) => ({
    path: '/staff/analysis/views',
    fields: { name: 'x', shared: 'yes', address: `/staff/analysis?unit=${unit}` },
    namesThing: true,
  }),
  'GET /staff/analysis/views/:viewId': () => ({ path: '/staff/analysis/views/none' }),
  'POST /staff/analysis/views/:viewId': () => ({ path: '/staff/analysis/views/none' }),
  'POST /staff/analysis/views/:viewId/remove': () => ({ path: '/staff/analysis/views/none/remove' }),
  'GET /staff/exports': () => ({ path: '/staff/exports' }),
  'GET /staff/exports/results': async (unit) => ({
    path: `/staff/exports/results?of=${await closedRoundIn(unit, { resultsFor: 'staff' })}`,
    namesThing: true,
  }),
  'GET /staff/exports/script': async (unit) => {
    await appendColumns({ stores: testApp().stores, term: { number: 1, isOver: () => false } });
    return {
      path: `/staff/exports/script?round=${await closedRoundIn(unit)}&unit=${unit}&take=R`,
      namesThing: true,
    };
  },
  'GET /staff/exports/codebook': async (unit) => ({
    path: `/staff/exports/codebook?round=${await closedRoundIn(unit)}`,
    namesThing: true,
  }),
  'POST /staff/exports/microdata': async (unit) => {
    await appendColumns({ stores: testApp().stores, term: { number: 1, isOver: () => false } });
    const fields = { scope: `${await closedRoundIn(unit)} ${unit}`, format: 'csv', heads: 'vi' };
    return { path: '/staff/exports/microdata', fields, namesThing: true };
  },
  'POST /staff/exports/comments': () => ({
    path: '/staff/exports/comments',
    fields: { format: 'csv', heads: 'vi' },
  }),
  'GET /staff/cases': () => ({ path: '/staff/cases' }),
  'GET /staff/cases/words': () => ({ path: '/staff/cases/words' }),
  'GET /staff/cases/:caseId': (unit) => casePath(unit, ''),
  'POST /staff/cases/:caseId/screening': async (unit) => ({
    ...(await casePath(unit, '/screening')),
    fields: { action: 'refuse', version: '2', text: 'không thuộc thẩm quyền' },
  }),
  'POST /staff/cases/:caseId/handling': async (unit) => ({
    ...(await casePath(unit, '/handling', 'assigned')),
    fields: { action: 'answer', version: '2', text: 'đã sửa' },
  }),
  'GET /staff/subscriptions': () => ({ path: '/staff/subscriptions' }),
  'GET /staff/subscriptions/new': () => ({ path: '/staff/subscriptions/new' }),
  'POST /staff/subscriptions': (unit) => ({
    path: '/staff/subscriptions',
    fields: { label: 'IOC', unit, types: 'round.opened', url: 'https://hook.example/' },
    namesThing: true,
  }),
  'GET /staff/subscriptions/:subscriptionId': (unit) => subscriptionPath(unit, ''),
  'POST /staff/subscriptions/:subscriptionId/test': (unit) => subscriptionPath(unit, '/test'),
  'POST /staff/subscriptions/:subscriptionId/again': async (unit) => ({
    ...(await subscriptionPath(unit, '/again')),
    fields: { message: '' },
  }),
  'POST /staff/subscriptions/:subscriptionId/resume': (unit) => subscriptionPath(unit, '/resume'),
  'POST /staff/subscriptions/:subscriptionId/end': (unit) => subscriptionPath(unit, '/end'),
  'GET /staff/alerts': () => ({ path: '/staff/alerts' }),
  'POST /staff/alerts': (unit) => ({
    path: '/staff/alerts',
    fields: { unit, kind: 'casesOverdue', casesMin: '1' },
    namesThing: true,
  }),
  'GET /staff/alerts/new': () => ({ path: '/staff/alerts/new' }),
  'GET /staff/alerts/:alertId': (unit) => alertPath(unit, ''),
  'POST /staff/alerts/:alertId/end': (unit) => alertPath(unit, '/end'),
  'GET /staff/rounds': () => ({ path: '/staff/rounds' }),
  'GET /staff/surveys': () => ({ path: '/staff/surveys' }),
  'GET /staff/surveys/new': () => ({ path: '/staff/surveys/new' }),
  'POST /staff/surveys/drafts': () => ({
    path: '/staff/surveys/drafts',
    fields: { from: 'preset:sipas-2017', json: '' },
    isWhole: true,
  }),
  'GET /staff/surveys/drafts/:draftId': () => surveyDraftPath(''),
  'GET /staff/surveys/drafts/:draftId/preview/:as': () => surveyDraftPath('/preview/phone'),
  'GET /staff/surveys/drafts/:draftId/:kind/:itemId': () => surveyDraftPath('/questions/q1'),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId': () => surveyDraftPath('/questions/q1', firstQuestion),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/move': () =>
    surveyDraftPath('/questions/q1/move', { to: 'down' }),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/remove': () => surveyDraftPath('/questions/q1/remove'),
  'GET /staff/surveys/drafts/:draftId/paste': () => surveyDraftPath('/paste'),
  'POST /staff/surveys/drafts/:draftId/paste': () =>
    surveyDraftPath('/paste', { list: 'Ghế chờ', scaleId: 'satisfaction-5', wanted: 'add', revision: '1' }),
  'POST /staff/surveys/drafts/:draftId/undo': () => surveyDraftPath('/undo'),
  'POST /staff/surveys/drafts/:draftId/add': () => surveyDraftPath('/add', { add: 'factors' }),
  'POST /staff/surveys/drafts/:draftId/publish': () => surveyDraftPath('/publish'),
  'POST /staff/surveys/drafts/:draftId/discard': () => surveyDraftPath('/discard'),
  'GET /staff/surveys/files/new': () => ({ path: '/staff/surveys/files/new', isWhole: true }),
  'POST /staff/surveys/files': () => ({
    path: '/staff/surveys/files',
    fields: { order: 'worstFirst' },
    file: '<document><LimeSurveyDocType>Survey</LimeSurveyDocType><question_l10ns><rows><row><qid>1</qid></row></rows></question_l10ns></document>',
    isWhole: true,
  }),
  'GET /staff/surveys/:versionId/xlsform': async () => ({
    path: `/staff/surveys/${await surveyVersion()}/xlsform`,
  }),
  'GET /staff/recordings': async () => ({ path: `/staff/recordings?survey=${await surveyVersion()}` }),
  'POST /staff/recordings': async () => ({
    path: '/staff/recordings',
    fields: { survey: await surveyVersion(), language: 'vi', question: 'q1' },
    file: silentMp3(),
    isWhole: true,
  }),
  'POST /staff/recordings/remove': async () => ({
    path: '/staff/recordings/remove',
    fields: { survey: await surveyVersion(), language: 'vi', question: 'q1' },
    isWhole: true,
  }),
  'GET /staff/surveys/:versionId': async () => ({ path: `/staff/surveys/${await surveyVersion()}` }),
  'GET /staff/surveys/:versionId/preview/:as': async () => ({
    path: `/staff/surveys/${await surveyVersion()}/preview/paper`,
  }),
  'GET /staff/surveys/:versionId/rounds/:roundId': async (unit) => ({
    path: `/staff/surveys/${await surveyVersion()}/rounds/${await roundIn(unit)}`,
    namesThing: true,
  }),
  'POST /staff/surveys/:versionId/rounds/:roundId': async (unit) => {
    const { methods } = testApp().stores;
    if (!(await methods.find('satisfied-share@1'))) await methods.add(aMethod());
    return {
      path: `/staff/surveys/${await surveyVersion({ vi: 'Tên khác' })}/rounds/${await roundIn(unit)}`,
      fields: { reason: 'test' },
      namesThing: true,
    };
  },
  'GET /staff/methods': () => ({ path: '/staff/methods' }),
  'GET /staff/methods/new': () => ({ path: '/staff/methods/new' }),
  'POST /staff/methods/drafts': () => ({
    path: '/staff/methods/drafts',
    fields: { from: 'sipas-2017@1', json: '' },
    isWhole: true,
  }),
  'GET /staff/methods/drafts/:draftId': () => draftPath(''),
  'POST /staff/methods/drafts/:draftId': async () => ({
    ...(await draftPath('')),
    fields: { was: hashOf({ method: sipas2017Method }), survey: '', ...fieldsOf(sipas2017Method) },
  }),
  'POST /staff/methods/drafts/:draftId/undo': () => draftPath('/undo'),
  'POST /staff/methods/drafts/:draftId/publish': () => draftPath('/publish'),
  'POST /staff/methods/drafts/:draftId/discard': () => draftPath('/discard'),
  'GET /staff/methods/:methodKey': () => ({ path: '/staff/methods/sipas-2017@1' }),
  'POST /staff/methods/:methodKey/rounds': async (unit) => {
    return {
      path: '/staff/methods/sipas-2017@1/rounds',
      fields: { round: await roundIn(unit) },
      namesThing: true,
    };
  },
  'POST /staff/methods/:methodKey/trials': async (unit) => {
    const opensAt = new Date('2025-01-01T00:00:00+07:00');
    const closesAt = new Date('2025-02-01T00:00:00+07:00');
    const fields = { trial: await roundIn(unit, { opensAt, closesAt }) };
    return { path: '/staff/methods/sipas-2017@1/trials', fields, namesThing: true };
  },
  'GET /staff/units': () => ({ path: '/staff/units' }),
  'GET /staff/units/:unitId': (unit) => ({ path: `/staff/units/${unit}`, namesThing: true }),
  'GET /staff/units/new': () => ({ path: '/staff/units/new' }),
  'POST /staff/units': (unit) => ({ path: '/staff/units', fields: unitUnder(unit), namesThing: true }),
  'GET /staff/units/many': () => ({ path: '/staff/units/many' }),
  'POST /staff/units/many': () => ({
    path: '/staff/units/many',
    fields: { kind: 'office', parent: 'phường north', on: '2026-01-05', rows: 'tổ Thử', wanted: 'preview' },
  }),
  'POST /staff/units/many/upload': () => ({
    path: '/staff/units/many/upload',
    file: 'Name,Belongs to\ntổ Thử,phường north',
    fields: { kind: 'office', parent: '', on: '2026-01-05' },
  }),
  'GET /staff/units/:unitId/change': (unit) => ({ path: `/staff/units/${unit}/change`, namesThing: true }),
  'POST /staff/units/:unitId/change': async (unit) => {
    const { name, parent, ...rest } = unitUnder(unit);
    const path = `/staff/units/${await someUnitBelow(unit)}/change`;
    return { path, fields: { ...rest, name: `${name} mới`, parent }, namesThing: true };
  },
  'POST /staff/units/:unitId/end': async (unit) => ({
    path: `/staff/units/${await someUnitBelow(unit)}/end`,
    fields: { on: '2026-03-01' },
    namesThing: true,
  }),
  'GET /staff/successions': () => ({ path: '/staff/successions' }),
  'GET /staff/successions/new': () => ({ path: '/staff/successions/new' }),
  'POST /staff/successions': (unit) => ({
    path: '/staff/successions',
    fields: { ...oneSuccession, 'from-1': `phường ${unit}` },
    namesThing: true,
  }),
  'GET /staff/successions/:changeId': async (unit) => ({
    path: `/staff/successions/${await someUnitBelow(unit)}`,
    namesThing: true,
  }),
  'POST /staff/successions/:changeId/points': async (unit) => ({
    path: `/staff/successions/${await someUnitBelow(unit)}/points`,
    fields: { round: await roundIn(unit) },
    namesThing: true,
  }),
  'POST /staff/successions/:changeId/undo': async (unit) => ({
    path: `/staff/successions/${await someUnitBelow(unit, '2027-01-01')}/undo`,
    fields: { number: '1/QĐ', issuedBy: 'Sở Nội vụ' },
    namesThing: true,
  }),
  'GET /staff/services': () => ({ path: '/staff/services' }),
  'POST /staff/services': () => ({ path: '/staff/services', fields: aNewService(), isWhole: true }),
  'GET /staff/services/new': () => ({ path: '/staff/services/new', isWhole: true }),
  'GET /staff/services/many': () => ({ path: '/staff/services/many', isWhole: true }),
  'POST /staff/services/many': () => ({
    path: '/staff/services/many',
    fields: { on: '2026-01-05', rows: 'Thử; Thử', wanted: 'preview' },
    isWhole: true,
  }),
  'POST /staff/services/many/upload': () => ({
    path: '/staff/services/many/upload',
    file: 'Service,Field\nTest,Test',
    fields: { on: '2026-01-05' },
    isWhole: true,
  }),
  'GET /staff/services/:serviceId': async () => ({ path: await servicePath() }),
  'POST /staff/services/:serviceId': async () => ({
    path: await servicePath(),
    fields: { ...aNewService(), on: '' },
    isWhole: true,
  }),
  'POST /staff/services/:serviceId/end': async () => ({
    path: `${await servicePath()}/end`,
    fields: { on: '2026-02-01' },
    isWhole: true,
  }),
  'GET /staff/rounds/new': () => ({ path: '/staff/rounds/new' }),
  'POST /staff/rounds': async (unit) => ({
    path: '/staff/rounds',
    fields: { id: randomUUID(), ...(await roundFieldsFor(unit)) },
    namesThing: true,
  }),
  'GET /staff/rounds/drafts/:draftId': (unit) => roundDraftPath(unit, ''),
  'POST /staff/rounds/drafts/:draftId': (unit) => roundDraftPath(unit, ''),
  'POST /staff/rounds/drafts/:draftId/undo': (unit) => roundDraftPath(unit, '/undo'),
  'POST /staff/rounds/drafts/:draftId/publish': (unit) => roundDraftPath(unit, '/publish'),
  'POST /staff/rounds/drafts/:draftId/discard': (unit) => roundDraftPath(unit, '/discard'),
  'GET /staff/rounds/:roundId': (unit) => roundPath(unit, ''),
  'POST /staff/rounds/:roundId/closing': async (unit) => ({
    path: `/staff/rounds/${await roundIn(unit)}/closing`,
    fields: { closes: '2026-06-01T00:00', reason: 'test', action: 'move' },
    namesThing: true,
  }),
  'POST /staff/rounds/:roundId/points': async (unit) => ({
    path: `/staff/rounds/${await roundIn(unit)}/points`,
    namesThing: true,
  }),
  'GET /staff/rounds/:roundId/plan': (unit) => roundPath(unit, '/plan'),
  'POST /staff/rounds/:roundId/plan': async (unit) => ({
    ...(await roundPath(unit, '/plan')),
    fields: { ...planFields, populations: `phường ${unit}; 100` },
  }),
  'GET /staff/rounds/:roundId/frame': (unit) => framePath(unit, ''),
  'POST /staff/rounds/:roundId/frame': async (unit) => ({
    ...(await framePath(unit, '')),
    file: ['Họ tên,Đơn vị', ...somePeople({ [unit]: 30 }).map((_, index) => `A${index},phường ${unit}`)].join(
      '\n',
    ),
    fields: {
      unitColumn: 'Đơn vị',
      serviceColumn: '',
      contactColumns: 'Họ tên',
      purpose: 'test',
      eraseOn: '2026-02-01',
    },
  }),
  'POST /staff/rounds/:roundId/frame/sizes': async (unit) => ({
    ...(await framePath(unit, '/sizes')),
    fields: { total: '30', sharing: 'equal' },
  }),
  'POST /staff/rounds/:roundId/frame/draw': async (unit) => ({
    ...(await framePath(unit, '/draw')),
    fields: { seed: '482913', seedSource: 'test' },
  }),
  'GET /staff/rounds/:roundId/frame/tickets': (unit) => framePath(unit, '/tickets'),
  'GET /staff/rounds/:roundId/frame/letters': (unit) => framePath(unit, '/letters'),
  'POST /staff/rounds/:roundId/frame/invitations': (unit) => framePath(unit, '/invitations'),
  'POST /staff/rounds/:roundId/frame/outcomes': async (unit) => ({
    ...(await framePath(unit, '/outcomes')),
    fields: { 'refused-0': '1', 'notReached-0': '0', 'ineligible-0': '0' },
  }),
  'POST /staff/rounds/:roundId/frame/reminders': async (unit) => ({
    ...(await framePath(unit, '/reminders')),
    fields: {
      action: 'add',
      on: '2026-01-20',
      way: 'letter',
      people: '1',
      refused: '0',
      notReached: '0',
    },
  }),
  'GET /staff/rounds/:roundId/messages': async (unit) => {
    const { path } = await framePath(unit, '/letters');
    return { path: path.replace('/frame/letters', '/messages'), namesThing: true };
  },
  'POST /staff/rounds/:roundId/messages': async (unit) => {
    const { path } = await framePath(unit, '/letters');
    const fields = { channel: 'mail', addressField: 'Địa chỉ', subject: 'Mời', text: '{link} {stop}' };
    return { path: path.replace('/frame/letters', '/messages'), fields, namesThing: true };
  },
  'GET /staff/rounds/:roundId/messages/:mailingId': (unit) => mailingPath(unit, '', 'draft'),
  'POST /staff/rounds/:roundId/messages/:mailingId/send': (unit) => mailingPath(unit, '/send', 'draft'),
  'POST /staff/rounds/:roundId/messages/:mailingId/discard': (unit) => mailingPath(unit, '/discard', 'draft'),
  'POST /staff/rounds/:roundId/messages/:mailingId/rewrite': (unit) => mailingPath(unit, '/rewrite', 'draft'),
  'POST /staff/rounds/:roundId/messages/:mailingId/end': (unit) => mailingPath(unit, '/end', 'sending'),
  'POST /staff/rounds/:roundId/frame/erase': (unit) => framePath(unit, '/erase'),
  'GET /staff/rounds/:roundId/progress': (unit) => roundPath(unit, '/progress'),
  'GET /staff/caseloads': () => ({ path: '/staff/caseloads' }),
  'POST /staff/caseloads': (unit) => caseloadLine(unit),
  'GET /staff/caseloads/new': () => ({ path: '/staff/caseloads/new' }),
  'POST /staff/caseloads/many/upload': () => ({
    path: '/staff/caseloads/many/upload',
    file: `${caseloadHeadings}\n${caseloadCells('north-a').join(',')}`,
  }),
  'GET /staff/caseloads/many': () => ({ path: '/staff/caseloads/many' }),
  'POST /staff/caseloads/many': () => ({
    path: '/staff/caseloads/many',
    fields: { wanted: 'preview', rows: caseloadCells('north-a').join(';') },
  }),
  'GET /staff/caseloads/import-batches/:importBatchId': (unit) => importBatchPath('caseloads', unit, ''),
  'POST /staff/caseloads/import-batches/:importBatchId/apply': async (unit) => ({
    ...(await importBatchPath('caseloads', unit, '/apply')),
    fields: { base: '0' },
  }),
  'GET /staff/caseloads/template/:format': () => ({ path: '/staff/caseloads/template/csv' }),
  'GET /staff/caseloads/export/:format': () => ({ path: '/staff/caseloads/export/csv' }),
  'GET /staff/reported-figures': () => ({ path: '/staff/reported-figures' }),
  'POST /staff/reported-figures': (unit) => reportedFigureLine(unit),
  'GET /staff/reported-figures/new': () => ({ path: '/staff/reported-figures/new' }),
  'POST /staff/reported-figures/many/upload': () => ({
    path: '/staff/reported-figures/many/upload',
    file: `${reportedFigureHeadings}\n${reportedFigureCells('north-a').join(',')}`,
  }),
  'GET /staff/reported-figures/many': () => ({ path: '/staff/reported-figures/many' }),
  'POST /staff/reported-figures/many': () => ({
    path: '/staff/reported-figures/many',
    fields: {
      wanted: 'preview',
      rows: [reportedFigureHeadings, reportedFigureCells('north-a').join(',')]
        .join('\n')
        .replaceAll(',', ';'),
    },
  }),
  'GET /staff/reported-figures/import-batches/:importBatchId': (unit) =>
    importBatchPath('reportedFigures', unit, ''),
  'POST /staff/reported-figures/import-batches/:importBatchId/apply': async (unit) => ({
    ...(await importBatchPath('reportedFigures', unit, '/apply')),
    fields: { base: '0' },
  }),
  'GET /staff/reported-figures/template/:format': () => ({ path: '/staff/reported-figures/template/csv' }),
  'GET /staff/reported-figures/export/:format': () => ({ path: '/staff/reported-figures/export/csv' }),
  'GET /staff/reports': () => ({ path: '/staff/reports' }),
  'GET /staff/reports/new': async (unit) => ({
    path: `/staff/reports/new?round=${await publishedRoundIn(unit)}&unit=${unit}`,
    namesThing: true,
  }),
  'POST /staff/reports': async (unit) => ({
    path: '/staff/reports',
    fields: { round: await publishedRoundIn(unit), unit, language: 'vi', format: 'docx', ...officeFields },
    namesThing: true,
  }),
  'POST /staff/reports/sheets': async (unit) => ({
    path: '/staff/reports/sheets',
    fields: { round: await publishedRoundIn(unit), unit, language: 'vi' },
    namesThing: true,
  }),
  'GET /staff/accounts': () => ({ path: '/staff/accounts' }),
  'GET /staff/accounts/new': () => ({ path: '/staff/accounts/new' }),
  'POST /staff/accounts': (unit) => ({
    path: '/staff/accounts',
    fields: { ...newPerson, name: `n${randomUUID().slice(0, 12)}`, unit },
    namesThing: true,
  }),
  'GET /staff/accounts/:accountId': (unit) => accountPath(unit),
  'POST /staff/accounts/:accountId/roles': async (unit) => ({
    ...(await accountPath(unit, '/roles')),
    fields: { role: 'clerk', unit, from: '', to: '' },
  }),
  'POST /staff/accounts/:accountId/roles/:grantId/end': async (unit) => {
    const { id, grants } = await accountIn(unit);
    return { path: `/staff/accounts/${id}/roles/${grants[0]?.id}/end`, namesThing: true };
  },
  'POST /staff/accounts/:accountId/link': (unit) => accountPath(unit, '/link'),
  'POST /staff/accounts/:accountId/second-factor/remove': (unit) =>
    accountPath(unit, '/second-factor/remove'),
  'POST /staff/accounts/:accountId/identity/remove': (unit) => accountPath(unit, '/identity/remove'),
  'POST /staff/accounts/:accountId/sessions/end': (unit) => accountPath(unit, '/sessions/end'),
  'POST /staff/accounts/:accountId/close': (unit) => accountPath(unit, '/close'),
  'POST /staff/accounts/:accountId/reopen': (unit) => accountPath(unit, '/reopen', { closedAt: duringAt }),
  'GET /staff/keys': () => ({ path: '/staff/keys' }),
  'POST /staff/keys/revoke': async (unit) => ({
    path: '/staff/keys/revoke',
    fields: { key: (await addKey(testApp(), await accountIn(unit))).key.id },
    namesThing: true,
  }),
  'GET /staff/account/keys': () => ({ path: '/staff/account/keys' }),
  'POST /staff/account/keys': () => ({
    path: '/staff/account/keys',
    fields: {
      label: 'test',
      days: '30',
      password: goodPassword,
      permissions: ['analyse', 'keepCaseloads', 'makeCodes'],
    },
  }),
  'POST /staff/account/keys/revoke': () => ({ path: '/staff/account/keys/revoke', fields: { key: 'none' } }),
  'GET /staff/annulments': () => ({ path: '/staff/annulments' }),
  'POST /staff/annulments': async (unit) => ({
    path: '/staff/annulments',
    fields: { ...emptyAnnulment, receipt: await loggedReceipt(unit), reason: 'test' },
    namesThing: true,
  }),
  'GET /staff/annulments/:annulmentId': (unit) => annulmentPath(unit, ''),
  'POST /staff/annulments/:annulmentId/agree': (unit) => annulmentPath(unit, '/agree'),
  'POST /staff/annulments/:annulmentId/refuse': (unit) => annulmentPath(unit, '/refuse'),
  'GET /staff/evidence': () => ({ path: '/staff/evidence?owner=none/1' }),
  'POST /staff/evidence': () => ({ path: '/staff/evidence', fields: { owner: 'none/1' }, file: 'x' }),
  'GET /staff/evidence/:fileId': () => ({ path: '/staff/evidence/none' }),
  'POST /staff/evidence/:fileId/remove': () => ({ path: '/staff/evidence/none/remove' }),
  'GET /staff/commendations': () => ({ path: '/staff/commendations' }),
  'POST /staff/commendations': (unit) => ({
    path: '/staff/commendations',
    fields: { title: 'Khen', unit, year: '2025', publication: '' },
    namesThing: true,
  }),
  'GET /staff/commendations/new': () => ({ path: '/staff/commendations/new' }),
  'GET /staff/commendations/:listId': (unit) => commendationPath(unit, ''),
  'GET /staff/commendations/:listId/sheet': (unit) => commendationPath(unit, '/sheet'),
  'GET /staff/commendations/:listId/pdf': (unit) => commendationPath(unit, '/pdf'),
  'POST /staff/commendations/:listId/collectives': async (unit) => ({
    ...(await commendationPath(unit, '/collectives')),
    fields: { unit: await someUnitBelow(unit), unitReason: 'Tốt' },
  }),
  'POST /staff/commendations/:listId/collectives/remove': async (unit) => ({
    ...(await commendationPath(unit, '/collectives/remove')),
    fields: { unit },
  }),
  'POST /staff/commendations/:listId/individuals': async (unit) => ({
    ...(await commendationPath(unit, '/individuals')),
    fields: { name: 'A', post: 'B', reason: 'C' },
  }),
  'POST /staff/commendations/:listId/individuals/remove': async (unit) => ({
    ...(await commendationPath(unit, '/individuals/remove')),
    fields: { individual: 'x' },
  }),
  'POST /staff/commendations/:listId/decision': async (unit) => ({
    ...(await commendationPath(unit, '/decision')),
    fields: { version: 'first', number: '1', on: '2026-01-01', by: 'x' },
  }),
  'POST /staff/commendations/:listId/reopen': (unit) =>
    commendationPath(unit, '/reopen', { state: 'recorded' }),
  'POST /staff/commendations/:listId/discard': (unit) => commendationPath(unit, '/discard'),
  'GET /staff/publications': () => ({ path: '/staff/publications' }),
  'GET /staff/publications/new': async (unit) => ({
    path: `/staff/publications/new?round=${await closedRoundIn(unit)}`,
    namesThing: true,
  }),
  'POST /staff/publications': async (unit) => {
    await loggedReceipt(unit);
    await appendColumns({ stores: testApp().stores, term: { number: 1, isOver: () => false } });
    const fields = { round: await closedRoundIn(unit), whatChanged: '' };
    return { path: '/staff/publications', fields, namesThing: true };
  },
  'GET /staff/publications/:publicationId': (unit) => publicationPath(unit, ''),
  'POST /staff/publications/:publicationId/agree': (unit) => publicationPath(unit, '/agree'),
  'POST /staff/publications/:publicationId/refuse': (unit) => publicationPath(unit, '/refuse'),
  'GET /staff/publications/:publicationId/signed-copy': (unit) =>
    publicationPath(unit, '/signed-copy', 'published'),
  'POST /staff/publications/:publicationId/signed-copy': async (unit) => ({
    ...(await publicationPath(unit, '/signed-copy', 'published')),
    fields: {},
    file: await signedCopy(),
  }),
  'GET /staff/trusted-certificates': () => ({ path: '/staff/trusted-certificates', isWhole: true }),
  'POST /staff/trusted-certificates': () => ({
    path: '/staff/trusted-certificates',
    fields: { pem: pemOf(makeIdentity(randomUUID(), 'B', { isAuthority: true })) },
    isWhole: true,
  }),
  'POST /staff/trusted-certificates/:authorityId/remove': async () => ({
    path: `/staff/trusted-certificates/${(await trustedAuthority()).id}/remove`,
    isWhole: true,
  }),
  'GET /staff/erasures': () => ({ path: '/staff/erasures' }),
  'POST /staff/erasures': async (unit) => ({
    path: '/staff/erasures',
    fields: { receipt: await loggedReceipt(unit), part: 'comment', reason: 'onRequest' },
    namesThing: true,
  }),
  'GET /staff/spot-checks': () => ({ path: '/staff/spot-checks' }),
  'POST /staff/spot-checks': async (unit) => {
    await loggedReceipt(unit);
    const fields = { checkpointNumber: '1', count: '1', seed: '123456', seedSource: 'test' };
    return { path: '/staff/spot-checks', fields, isWhole: true };
  },
  'GET /staff/spot-checks/:spotCheckId': async (unit) => {
    await loggedReceipt(unit);
    return { path: `/staff/spot-checks/${await orderedSpotCheck()}`, isWhole: true };
  },
  'GET /staff/quality': () => ({ path: '/staff/quality' }),
  'GET /staff/quality/:accessPointId/:revision': async (unit) => ({
    path: `/staff/quality/${(await pointIn(unit)).id}/1`,
    namesThing: true,
  }),
  'GET /staff/kiosks': () => ({ path: '/staff/kiosks' }),
  'GET /staff/kiosks/new': () => ({ path: '/staff/kiosks/new' }),
  'POST /staff/kiosks/pairing-codes': async (unit) => ({
    path: '/staff/kiosks/pairing-codes',
    fields: { point: (await kioskIn(unit)).id, label: 'Quầy 1' },
    namesThing: true,
  }),
  'GET /staff/kiosks/:deviceId': (unit) => devicePath(unit, ''),
  'POST /staff/kiosks/:deviceId/revoke': (unit) => devicePath(unit, '/revoke'),
  'GET /staff/languages': () => ({ path: '/staff/languages', isWhole: true }),
  'POST /staff/languages': async () => {
    const { version } = await testApp().stores.languages.current();
    return { path: '/staff/languages', fields: { version: String(version), en: 'offered' }, isWhole: true };
  },
  'GET /staff/brand': () => ({ path: '/staff/brand', isWhole: true }),
  'POST /staff/brand': async () => {
    const { brand, version } = await testApp().stores.brand.current();
    const { colour, accent } = brand;
    const fields = { name: 'Tên', nameEn: '', colour, accent, version: String(version) };
    return {
      path: '/staff/brand',
      fields,
      file: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      isWhole: true,
    };
  },
  'GET /staff/retention': () => ({ path: '/staff/retention', isWhole: true }),
  'POST /staff/retention': async () => {
    const { days, version } = await testApp().stores.retention.current();
    const typed = Object.fromEntries(Object.entries(days).map(([kind, count]) => [kind, String(count)]));
    const jobResults = String(days.jobResults === 7 ? 8 : 7);
    const fields = { ...typed, jobResults, version: String(version) };
    return { path: '/staff/retention', fields, isWhole: true };
  },
  'GET /staff/holidays': () => ({ path: '/staff/holidays' }),
  'GET /staff/holidays/:year': () => ({ path: '/staff/holidays/2026' }),
  'POST /staff/holidays/:year': async () => {
    const { version } = (await testApp().stores.holidays.list()).find(({ year }) => year === '2026')!;
    const typed = {
      kind: 'off',
      name: 'Nghỉ',
      nameEn: '',
      firstOn: '2026-12-31',
      lastOn: '',
      source: 'Số 1',
    };
    const fields = { action: 'save', holiday: '', version: String(version), ...typed };
    return { path: '/staff/holidays/2026', fields, isWhole: true };
  },
  'GET /staff/audit': () => ({ path: '/staff/audit' }),
  'POST /staff/audit/export': () => ({ path: '/staff/audit/export' }),
  'GET /staff/jobs': () => ({ path: '/staff/jobs' }),
  'GET /staff/jobs/:jobId': (unit) => jobPath(unit, '', {}),
  'GET /staff/jobs/:jobId/result': finishedJob,
  'POST /staff/jobs/:jobId/cancel': (unit) => jobPath(unit, '/cancel', {}),
  'GET /staff/account': () => ({ path: '/staff/account' }),
  'POST /staff/account/password': () => ({
    path: '/staff/account/password',
    fields: { current: goodPassword, ...newPassword },
  }),
  'POST /staff/account/language': () => ({
    path: '/staff/account/language',
    fields: { language: 'en', back: '/staff' },
  }),
  'GET /staff/account/second-factor': () => ({ path: '/staff/account/second-factor' }),
  'POST /staff/account/second-factor': () => ({ path: '/staff/account/second-factor' }),
  'POST /staff/account/second-factor/remove': () => ({
    path: '/staff/account/second-factor/remove',
    fields: { factorPassword: goodPassword },
  }),
  'POST /staff/account/recovery-codes': () => ({
    path: '/staff/account/recovery-codes',
    fields: { factorPassword: goodPassword },
  }),
  'POST /staff/account/passkeys/new': () => ({
    path: '/staff/account/passkeys/new',
    fields: { passkeyPassword: goodPassword },
  }),
  'POST /staff/account/passkeys': () => ({
    path: '/staff/account/passkeys',
    fields: { label: '', response: '' },
  }),
  'POST /staff/account/passkeys/remove': () => ({
    path: '/staff/account/passkeys/remove',
    fields: { passkey: 'none' },
  }),
  'POST /staff/account/sessions/end': () => ({
    path: '/staff/account/sessions/end',
    fields: { session: 'others' },
  }),
  'GET /staff/begin': () => ({ path: '/staff/begin', isWhole: true }),
  'POST /staff/begin': () => ({
    path: '/staff/begin',
    fields: { office: 'Tỉnh Mẫu', kind: 'province', survey: 'none' },
    isWhole: true,
  }),
  'GET /staff/search': () => ({ path: '/staff/search?q=an' }),
  'GET /staff/unit': () => ({ path: '/staff/unit' }),
  'POST /staff/unit': (unit) => ({ path: '/staff/unit', fields: { unit }, namesThing: true }),
  'POST /staff/sign-out': () => ({ path: '/staff/sign-out' }),
};

const aNewService = () => ({
  name: `Thủ tục ${randomUUID()}`,
  nameEn: '',
  field: 'Thử',
  fieldEn: '',
  code: '',
  on: '2026-01-05',
});

async function servicePath(): Promise<string> {
  const [id, text] = [randomUUID(), { vi: `thử ${randomUUID()}` }];
  await testApp().stores.services.add({ id, name: text, field: text });
  return `/staff/services/${id}`;
}

const staffRoutes = Object.entries(routeAccess).filter(
  ([route, { access }]) => /^\w+ \/staff/.test(route) && access !== 'public',
);

/** Where a role is given, and where the thing lies that it is tried on. */
const locations = {
  own: { given: 'north', thing: 'north-a' },
  foreign: { given: 'north', thing: 'south-a' },
  fromAbove: { given: undefined, thing: 'south-a' },
} as const;
type Location = keyof typeof locations;

type Verdict = 'open' | 'sign in' | 'no such thing' | 'not your role';

function verdictOf({ status, headers, text }: Response): Verdict {
  if (status === 404) return 'no such thing';
  if (status === 403) return text.includes('name="held"') ? 'sign in' : 'not your role';
  if (status === 303 && /^\/staff\/sign-in(\?goTo|$)/.test(String(headers['location']))) return 'sign in';
  if (status < 400) return 'open';
  throw new Error(`an answer that says nothing about authority: ${status} ${text}`);
}

/** What the table says. */
function expected(route: string, { namesThing, isWhole }: Sample, role: Role, location: Location): Verdict {
  const { access } = routeAccess[route]!;
  const reaches = isWhole ? location === 'fromAbove' : location !== 'foreign' || !namesThing;
  if (access === 'job') return allows(role, 'readAudit') && reaches ? 'open' : 'no such thing';
  if (access === 'owner' || access === 'own') return 'no such thing'; // test/evidence and test/savedViews try them
  if (typeof access === 'object' && !allows(role, access.permission)) return 'not your role';
  return reaches ? 'open' : 'no such thing';
}

/**
 * Where the role is tried. Whoever is refused with a role for everything is refused with one for less; a foreign unit is another request
 * only where one is named; and a role for everything opens what the same role for the unit opens, which one role shows for all.
 */
function locationsOf(route: string, { namesThing, isWhole }: Sample, role: Role): readonly Location[] {
  if (!isLetIn(route, role)) return ['fromAbove'];
  if (isWhole) return ['own', 'fromAbove'];
  const isFirst = role === roles.find((one) => isLetIn(route, one));
  return ['own', ...(namesThing ? (['foreign'] as const) : []), ...(isFirst ? (['fromAbove'] as const) : [])];
}

function isLetIn(route: string, role: Role): boolean {
  const { access } = routeAccess[route]!;
  return access === 'staff' || allows(role, typeof access === 'object' ? access.permission : 'readAudit');
}

const browsers = new Map<string, Browser>();

/** One for each role and place; a new one for the routes that change what they are called with. */
async function browserOf(role: Role, location: Location, route: string): Promise<Browser> {
  const key = routeAccess[route]?.access === 'staff' ? randomUUID() : `${role}, ${location}`;
  const grants = [aGrant(role, locations[location].given)];
  const browser =
    browsers.get(key) ??
    (await signedIn(testApp(), await addAccount(testApp(), grants, await withPassword())));
  browsers.set(key, browser);
  return browser;
}

async function send(browser: Browser, route: string, { path, fields, file }: Sample): Promise<Response> {
  if (file !== undefined) return await browser.upload(path, file, fields);
  return await (route.startsWith('GET ') ? browser.get(path) : browser.post(path, fields));
}

describe('the table of access', () => {
  it('knows every route of the app, and no other', () => {
    expect(routesOf(testApp().app).toSorted()).toEqual(Object.keys(routeAccess).toSorted());
  });

  it('is tried here line by line', () => {
    expect(Object.keys(samples).toSorted()).toEqual(staffRoutes.map(([route]) => route).toSorted());
  });

  it.each(staffRoutes.map(([route]) => route))('says who may %s', async (route) => {
    const got: Record<string, Verdict> = {};
    const wanted: Record<string, Verdict> = {};
    const unused = new Map<string, Sample>(); // what was refused, or only read, serves the next one too
    const kind = await samples[route]!('south-a');
    unused.set('south-a', kind);
    for (const role of roles) {
      for (const location of locationsOf(route, kind, role)) {
        const { thing } = locations[location];
        const sample = unused.get(thing) ?? (await samples[route]!(thing));
        const browser = await browserOf(role, location, route);
        const verdict = verdictOf(await send(browser, route, sample));
        got[`${role}, ${location}`] = verdict;
        if (verdict === 'open' && !route.startsWith('GET ')) unused.delete(thing);
        else unused.set(thing, sample);
        wanted[`${role}, ${location}`] = expected(route, sample, role, location);
      }
    }
    const [sample = await samples[route]!('north-a')] = unused.values();
    const visitor = request(testApp().app);
    const unsigned = route.startsWith('GET ') ? await visitor.get(sample.path) : await visitorSends(sample);
    got['nobody'] = verdictOf(unsigned);
    wanted['nobody'] = 'sign in';
    expect(got).toEqual(wanted);
  });

  /** A form of the sign-in page, sent elsewhere: its token is right, its session is not. */
  async function visitorSends({ path, fields }: Sample): Promise<Response> {
    const page = await request(testApp().app).get('/staff/sign-in');
    const [cookie = ''] = page.headers['set-cookie'] as unknown as string[];
    const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return await request(testApp().app)
      .post(path)
      .set('Cookie', cookie.split(';')[0]!)
      .type('form')
      .send({ formToken, ...fields });
  }

  it.each(['ended', 'not begun', 'of an ended unit'])('opens nothing to a role that is %s', async (what) => {
    const grant = {
      ended: aGrant('administrator', 'north', { to: '2026-01-20' }),
      'not begun': aGrant('administrator', 'north', { from: '2026-01-21' }),
      'of an ended unit': aGrant('administrator', 'ended'),
    }[what]!;
    const browser = await signedIn(testApp(), await addAccount(testApp(), [grant]));
    for (const path of ['/staff/accounts', '/staff/audit'])
      expect((await browser.get(path)).status).toBe(403);
    expect((await browser.get('/staff')).text).toMatch(/chưa có vai trò nào còn hiệu lực/);
  });

  it('lets whoever answers for a unit reach what its ended units left', async () => {
    const { id } = await accountIn('ended');
    const [own, foreign] = [
      await colleague(testApp(), 'administrator', 'north'),
      await colleague(testApp(), 'administrator', 'south'),
    ];
    const answers = await Promise.all([own, foreign].map((browser) => browser.get(`/staff/accounts/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  });
});
