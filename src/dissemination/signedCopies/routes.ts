/** Signed copies: the certificates that the administrator trusts, what managers upload, and what everybody downloads. */
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { auditEntry } from '../../access/audit/entry.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { menuLine } from '../../access/web/menu.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, open, type PageContext, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { paragraph } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { also, form } from '../../platform/web/form.ts';
import { uploaded } from '../../platform/web/upload.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { isPublished, publicationUrl, type Publication } from '../../processing/published/publication.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import { copyWords, refusalWords } from './copyWords.ts';
import { readSignedPdf } from './readSignedPdf.ts';
import { mayBeKept, type SignedCopy } from './signedCopy.ts';
import { signedCopyTexts } from './texts.ts';
import { derOf, readAuthority, type TrustedAuthority } from './trustedAuthority.ts';

const authorityForm = form(signedCopyTexts, {
  pem: paragraph(20_000, { rows: 8, missing: (t) => t.authorities.errors.noCertificate }),
});

const copyForm = form(signedCopyTexts, { file: file({ accept: '.pdf' }) }, { labels: (t) => t.copies });

export const routes: Routes<RoutesOptions> = {
  'GET /staff/trusted-certificates': may(
    'trustCertificates',
    showAuthorities,
    menuLine('administration', signedCopyTexts, ({ authorities }) => authorities.title),
  ),
  'POST /staff/trusted-certificates': may('trustCertificates', addAuthority),
  'POST /staff/trusted-certificates/:authorityId/remove': may('trustCertificates', removeAuthority),
  'GET /staff/publications/:publicationId/signed-copy': may('publishResults', showCopy),
  'POST /staff/publications/:publicationId/signed-copy': may('publishResults', addCopy),
  'GET /publications/:roundId/:number/signed-copy': open(sendCopy),
};

async function showAuthorities(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  context.caller.demand('trustCertificates', []);
  return await authoritiesPage(context, tools, authorityForm.empty);
}

async function authoritiesPage(
  context: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof authorityForm.empty,
): Promise<Reply> {
  const { language, notice } = context;
  const { authorities: t } = signedCopyTexts[language];
  return await list<TrustedAuthority>(
    context,
    {
      title: t.title,
      lead: t.lead,
      status: shown.status,
      notice: notice(t.notices),
      above: formPart(
        { action: '/staff/trusted-certificates', submit: t.add },
        authorityForm.onPage(language, shown),
      ),
      heading: t.heading,
      empty: t.empty,
      columns: [
        { key: 'name', heading: t.name, detail: ({ id }) => `SHA-256 ${id}` },
        { key: 'validFrom', heading: t.validFrom },
        { key: 'validTo', heading: t.validTo },
        { key: 'by', heading: t.by, value: ({ by }) => by.name },
        {
          key: 'remove',
          heading: t.remove,
          isAction: true,
          value: () => t.remove,
          post: ({ id }) => ({ action: `/staff/trusted-certificates/${id}/remove`, ask: t.removeLead }),
          linkName: ({ name }) => `${t.remove}: ${name}`,
        },
      ],
    },
    await stores.trustedAuthorities.list(),
  );
}

async function addAuthority(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  caller.demand('trustCertificates', []);
  const { authorities: t } = signedCopyTexts[language];
  const sent = await authorityForm.read(context);
  if (!sent.ok) return await authoritiesPage(context, tools, sent);
  const read = readAuthority(sent.values.pem);
  if (typeof read === 'string')
    return await authoritiesPage(context, tools, also(sent, { pem: t.errors[read] }));
  const [at, by] = [tools.now(), caller.actor];
  const entry = authorityEntry('trustedAuthority.added', read, { at, by });
  const isNew = await tools.stores.trustedAuthorities.add({ ...read, by, at }, entry);
  if (!isNew) return await authoritiesPage(context, tools, also(sent, { pem: t.errors.twice }));
  return seeOther('/staff/trusted-certificates?done=added');
}

async function removeAuthority(
  { caller, param }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<Reply> {
  caller.demand('trustCertificates', []);
  const authorities = await stores.trustedAuthorities.list();
  const authority = authorities.find(({ id }) => id === param('authorityId'));
  if (!authority) throw notYours();
  const at = now();
  const entry = authorityEntry('trustedAuthority.removed', authority, { at, by: caller.actor });
  await stores.trustedAuthorities.remove(authority.id, at, entry);
  return seeOther('/staff/trusted-certificates?done=removed');
}

function authorityEntry(
  kind: 'trustedAuthority.added' | 'trustedAuthority.removed',
  { id, name }: Pick<TrustedAuthority, 'id' | 'name'>,
  { at, by }: Pick<TrustedAuthority, 'at' | 'by'>,
) {
  return auditEntry({ at, by, kind, unitIds: [], subject: { id, label: name } });
}

async function showCopy(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await copyPage(context, tools, await publicationOf(context, tools), []);
}

/** @param refused why the file that was sent is not kept */
async function copyPage(
  { language, notice }: StaffContext,
  { stores }: RoutesOptions,
  publication: Publication,
  refused: readonly string[],
): Promise<Reply> {
  const { copies: t } = signedCopyTexts[language];
  const copy = await stores.signedCopies.find(publication.id);
  const authorities = await stores.trustedAuthorities.list();
  const [error, ...details] = refused;
  return page(
    'dissemination/signedCopies/copy',
    {
      title: t.title({ round: inLanguage(publication.roundTitle, language) }),
      notice: notice(t.notices),
      status: error === undefined ? undefined : 422,
    },
    {
      t,
      back: `/staff/publications/${publication.id}`,
      url: `/staff/publications/${publication.id}/signed-copy`,
      copy: copy && copyWords(copy, { publication, authorities, language }),
      hasAuthorities: authorities.length > 0,
      ...copyForm.onPage(language, { ...copyForm.empty, errors: error === undefined ? {} : { file: error } }),
      details,
    },
  );
}

/** Statuses: 303; 422 with why the file is not kept, and the figures that differ. */
async function addCopy(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const publication = await publicationOf(context, tools);
  const refuse = async (...sentences: readonly string[]) =>
    await copyPage(context, tools, publication, sentences);
  const { errors } = signedCopyTexts[language].copies;
  const at = now();
  const trusted = (await stores.trustedAuthorities.list()).map((one) => ({ id: one.id, der: derOf(one) }));
  const { units } = await stores.publications.content(publication);
  const read = await uploaded(req, async ({ path }) => {
    const signed = await readSignedPdf({ path, trusted, units, now: at });
    return typeof signed === 'string' ? signed : { ...signed, path };
  });
  if (typeof read === 'string') return await refuse(errors[read]);
  const { signers, comparison } = read;
  if (!mayBeKept(comparison)) return await refuse(...refusalWords(comparison, units[0]!, language));
  const pdf = await readFile(read.path);
  const copy: SignedCopy = {
    id: publication.id,
    bytes: pdf.length,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    signers,
    agreeing: comparison.agreeing,
    published: comparison.published,
    by: caller.actor,
    at,
  };
  const entry = auditEntry({
    at,
    by: copy.by,
    kind: 'publication.signedCopyKept',
    unitIds: publication.unitIds,
    subject: { id: publication.id, label: inLanguage(publication.roundTitle, 'vi') },
    after: { sha256: copy.sha256, by: signers.map(({ subject }) => subject).join('; ') },
  });
  await stores.signedCopies.keep(copy, pdf, entry);
  return seeOther(`/staff/publications/${publication.id}/signed-copy?done=kept`);
}

/** A published one. @throws Problem notFound */
async function publicationOf(
  { caller, param }: StaffContext,
  { stores }: RoutesOptions,
): Promise<Publication> {
  const publication = await stores.publications.find(param('publicationId'));
  if (!publication || !isPublished(publication)) throw notYours();
  caller.demand('publishResults', publication.unitIds);
  return publication;
}

async function sendCopy({ res, param }: PageContext, { stores }: RoutesOptions): Promise<Reply> {
  const published = await listPublished(stores.publications, param('roundId'));
  const publication = published.find(({ number }) => String(number) === param('number'));
  const copy = publication && (await stores.signedCopies.find(publication.id));
  const pdf = copy && (await stores.signedCopies.findFile(copy));
  if (!pdf) throw problemOf('notFound', signedCopyTexts, (t) => t.copies.none);
  res.attachment(`${publicationUrl(publication).slice(1).replaceAll('/', '-')}-signed.pdf`);
  res.type('application/pdf').send(pdf);
  return written;
}
