/** Publishing: the checks, a proposal, and the second account that agrees to the exact figures that will be public. */
import { said } from '../../platform/text/catalogue.ts';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import { signedCopyTexts } from '../signedCopies/texts.ts';
import { callerOf, notYours } from '../../access/accounts/caller.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { tableRows, type Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { CheckOutcome, ToKnow } from './checks.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { proposalForm, roundField } from './input.ts';
import {
  type PublisherOptions,
  isCorrected,
  mayBePublished,
  publicationEntry,
  type publisher,
  type Candidate,
} from './proposePublication.ts';
import { isPublished, mayAgree, type Publication } from '../../processing/published/publication.ts';
import { proposedTaken } from './publicationDownload.ts';
import { publicationTexts, type PublicationTexts } from './texts.ts';

interface PublicationTools extends PublisherOptions {
  readonly settings: Pick<StaffSettings, 'signedCopies'>;
  readonly publishing: ReturnType<typeof publisher>;
}

export const publicationRoutes: Routes<PublicationTools> = {
  'GET /staff/publications': may(
    'publishResults',
    listPublications,
    menuLine('results', publicationTexts, (texts) => texts.menu),
  ),
  'GET /staff/publications/new': may('publishResults', prepareProposal),
  'POST /staff/publications': may('publishResults', propose),
  'GET /staff/publications/:publicationId': may('publishResults', openPublication),
  'POST /staff/publications/:publicationId/agree': may('publishResults', agree),
  'POST /staff/publications/:publicationId/refuse': may('publishResults', refuse),
};

async function listPublications(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = publicationTexts[language];
  const isMine = (unitIds: readonly string[]) => caller.mayOnAll('publishResults', unitIds);
  const closed = (await stores.rounds.list()).filter(
    (round) => mayBePublished(round, now()) && isMine(round.unitIds),
  );
  const standing = await stores.publications.listPublishedRoundIds();
  const rounds = closed.map(({ id, title }) => ({
    name: inLanguage(title, language),
    url: `/staff/publications/new?round=${id}`,
    isCorrection: standing.has(id),
    publicUrl: standing.has(id) ? inSameLanguage(`/publications/${id}`, language) : undefined,
  }));
  const listed = await stores.publications.list(Infinity, ({ unitIds }) => isMine(unitIds));
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      above: { view: 'dissemination/publications/rounds', content: { t, rounds } },
      heading: t.listTitle,
      empty: t.empty,
      file: { name: 'cong-bo', key: 'publications' },
      columns: [
        { key: 'round', heading: t.round, url: ({ id }) => `/staff/publications/${id}` },
        { key: 'number', heading: t.number },
        { key: 'state', heading: t.state },
        { key: 'askedBy', heading: t.askedBy },
        { key: 'decidedBy', heading: t.decidedBy },
      ],
    },
    listed.map((one) => ({ ...wordsOf(one, t, language), id: one.id, number: one.number })),
  );
}

async function prepareProposal(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  const candidate = await candidateOf(context, tools, (await readQuery(context.req, roundField)).round);
  return showNew(context, candidate, proposalForm.empty);
}

async function propose(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  const { caller, language } = context;
  const t = publicationTexts[language];
  const read = await proposalForm.read(context);
  const { round, whatChanged } = read.typed;
  const candidate = await candidateOf(context, tools, round);
  const sent = also(read, errorsOf(candidate, whatChanged, language));
  if (!sent.ok) return showNew(context, candidate, sent);
  const askedBy = caller.actor;
  const publication = await tools.publishing.propose(candidate, {
    askedBy,
    whatChanged,
  });
  if (publication) {
    return seeOther(`/staff/publications/${publication.id}?done=asked`);
  }
  return showNew(context, candidate, also(sent, { round: t.onItsWay }, 409));
}

async function openPublication(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  const { req, res, caller, language, notice } = context;
  const { stores } = tools;
  const publication = await publicationOf(context, tools);
  const t = publicationTexts[language];
  const { account } = caller;
  const { units, round } = await stores.publications.content(publication);
  const parts = [proposedTaken(units, language)];
  const from = {
    name: `cong-bo-${publication.roundId}-${publication.number ?? publication.state}`,
    language,
    isMadeUp: round.madeUp !== undefined,
  };
  if (await sendDownload(req, res, parts, from)) return written;
  const isWaiting = publication.state === 'waiting';
  return page(
    'dissemination/publications/proposal',
    { title: t.newTitle({ round: inLanguage(publication.roundTitle, language) }), notice: notice(t.notices) },
    {
      t,
      lines: resultTexts[language],
      publication: { ...publication, ...wordsOf(publication, t, language) },
      rows: units.map(({ name, whole }) => ({
        name: inLanguage(name, language),
        ...lineWords(whole, language),
      })),
      checks: isWaiting
        ? checkWords((await candidateOf(context, tools, publication.roundId)).checks, language)
        : undefined,
      take: downloadLinks(req, parts, language),
      signedCopy:
        tools.settings.signedCopies && isPublished(publication)
          ? signedCopyTexts[language].copies.link
          : undefined,
      mayAgree: mayAgree(publication, account.id),
      mayRefuse: isWaiting,
      own:
        isWaiting && publication.askedBy.accountId === account.id
          ? t.own({ others: (await namesOfOthers(context, tools, publication)).join(', ') || 'none' })
          : undefined,
    },
  );
}

async function agree(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  const publication = await publicationOf(context, tools);
  if (await tools.publishing.isCurrent(publication))
    return await decide(context, tools, publication, 'agreed');
  return seeOther(`/staff/publications/${publication.id}?done=moved`);
}

async function refuse(context: StaffContext, tools: PublicationTools): Promise<Reply> {
  return await decide(context, tools, await publicationOf(context, tools), 'refused');
}

async function decide(
  context: StaffContext,
  tools: PublicationTools,
  publication: Publication,
  state: 'agreed' | 'refused',
): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const by = caller.actor;
  const isAllowed = state === 'refused' || mayAgree(publication, by.accountId);
  const decision = { state, decidedBy: by, decidedAt: now() };
  const entry = publicationEntry(`publication.${state}`, publication, { at: now(), by });
  const isDecided = isAllowed && (await stores.publications.decide(publication.id, decision, entry));
  return seeOther(`/staff/publications/${publication.id}?done=${isDecided ? state : 'late'}`);
}

/** @throws Problem notFound */
async function publicationOf(context: StaffContext, tools: PublicationTools): Promise<Publication> {
  const { caller, param } = context;
  const { stores } = tools;
  const publication = await stores.publications.find(param('publicationId'));
  if (!publication) throw notYours();
  caller.demand('publishResults', publication.unitIds);
  return publication;
}

/** @throws Problem notFound */
async function candidateOf(
  context: StaffContext,
  tools: PublicationTools,
  roundId: string,
): Promise<Candidate> {
  const { caller } = context;
  const { stores, now } = tools;
  const round = await stores.rounds.find(roundId);
  if (!round || !mayBePublished(round, now())) throw notYours();
  caller.demand('publishResults', round.unitIds);
  return await tools.publishing.candidate(round);
}

function showNew({ language }: StaffContext, candidate: Candidate, shown: typeof proposalForm.empty): Reply {
  const t = publicationTexts[language];
  const { round, checks, known } = candidate;
  const { fields, errors } = proposalForm.onPage(language, shown);
  return page(
    'dissemination/publications/new',
    { title: t.newTitle({ round: inLanguage(round.title, language) }), status: shown.status },
    {
      t,
      roundId: round.id,
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      checks: checkWords(checks, language),
      known: knownWords(known, language),
      mayAsk: checks.every(({ isPassed }) => isPassed),
      blocked: blockedText(candidate, language),
      errors,
      fields: isCorrected(candidate) ? fields : [],
    },
  );
}

function errorsOf(candidate: Candidate, whatChanged: string, language: PageLanguage): MaybeErrors {
  const t = publicationTexts[language];
  if (!candidate.checks.every(({ isPassed }) => isPassed)) return { round: blockedText(candidate, language) };
  return { whatChanged: isCorrected(candidate) && whatChanged === '' && t.whatChangedMissing };
}

/** Why the round cannot be published now, and from when it probably can. */
function blockedText({ checks, expectedAt }: Candidate, language: PageLanguage): string {
  const t = publicationTexts[language];
  if (checks.some(({ isPassed, isWaiting }) => !isPassed && !isWaiting)) return t.blocked;
  return expectedAt ? t.waitsUntil({ time: timeText(expectedAt, language) }) : t.waitsMinutes;
}

/** Names of the other accounts that may agree. */
async function namesOfOthers(
  { caller }: StaffContext,
  { stores }: PublicationTools,
  publication: Publication,
): Promise<string[]> {
  return (await stores.accounts.list())
    .filter(
      (account) =>
        mayAgree(publication, account.id) &&
        callerOf(account, caller.units).mayOnAll('publishResults', publication.unitIds),
    )
    .map(({ fullName, name }) => `${fullName} (${name})`);
}

function checkWords(checks: readonly CheckOutcome[], language: PageLanguage) {
  const t = publicationTexts[language];
  const columns: Column<CheckOutcome>[] = [
    {
      key: 'check',
      heading: t.check,
      value: ({ id, found }) => said(t.checks[id], { found: countText(found, language) }),
    },
    {
      key: 'state',
      heading: t.state,
      isNumber: true,
      value: ({ isPassed, isWaiting }) =>
        isPassed ? `✓ ${t.passed}` : isWaiting ? `… ${t.waits}` : `✗ ${t.failed}`,
      className: ({ isPassed, isWaiting }) => (isPassed ? 'rose' : isWaiting ? '' : 'fell'),
    },
  ];
  return tableRows(columns, checks, { title: t.checksTitle, language });
}

function knownWords(known: ToKnow, language: PageLanguage): string[] {
  const t = publicationTexts[language];
  const say = (count: number) => countText(count, language);
  return [
    t.hidden({ hidden: say(known.hiddenFigures), shown: say(known.shownFigures) }),
    t.annulmentsWaiting({ count: say(known.annulmentsWaiting) }),
    t.paperOpen({ count: say(known.paperOpen) }),
    t.unconfirmed({ count: say(known.unconfirmed) }),
  ];
}

function wordsOf(publication: Publication, t: PublicationTexts, language: PageLanguage) {
  const { roundTitle, number, state, askedBy, decidedBy } = publication;
  return {
    round: inLanguage(roundTitle, language),
    number: number === undefined ? '' : String(number),
    state: t.states[state],
    askedBy: askedBy.name,
    decidedBy: decidedBy?.name ?? '',
  };
}
