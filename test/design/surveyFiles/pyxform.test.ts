/** Holds the XLSForms that the program writes against pyxform, by which ODK and Kobo read theirs. */
import { expect, test } from '@jest/globals';
import { xlsformSheets } from '../../../src/design/surveyFiles/writeXlsform.ts';
import { counterSmiley } from '../../../src/design/surveys/presets/counterSmiley.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';
import { describeWith, exchangePythonPath } from '../../support/needs.ts';
import { printedByPython } from '../../support/python.ts';
import { fullSurvey } from './someForms.ts';

const script = `
import io, json, sys
from pyxform.xls2xform import convert
made = convert(io.BytesIO(sys.stdin.buffer.read()), file_type='.xlsx', validate=False)
print(json.dumps({'xform': made.xform, 'warnings': made.warnings}))
`;

describeWith('Python with pyxform', exchangePythonPath, 'an XLSForm of a survey', () => {
  test.each([
    ['the survey of 2017', sipas2017],
    ['the smileys', counterSmiley],
    ['one with every part', fullSurvey],
  ])('becomes an XForm with every question and its languages: %s', async (_name, survey) => {
    const file = await xlsxFile(xlsformSheets(survey));
    const { xform } = printedByPython(script, file) as { xform: string };
    const asked = [...xform.matchAll(/<select1 [^>]*ref="([^"]+)"/g)].map(([, path = '']) =>
      path.split('/').at(-1),
    );
    expect(asked).toEqual([
      ...survey.questions.map(({ id }) => id),
      ...survey.about.map(({ id }) => `about_${id}`),
    ]);
    const languages = [...xform.matchAll(/<translation [^>]*lang="([^"]+)"/g)].map(([, name]) => name);
    expect(languages).toHaveLength(survey.languages.length);
    const conditions = survey.questions.filter(({ askedIf }) => askedIf).length;
    expect(xform.match(/ relevant="/g) ?? []).toHaveLength(conditions);
  });
});
