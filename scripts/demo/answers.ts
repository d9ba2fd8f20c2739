/**
 * Fictitious answers of one unit in one round, with an exact number of satisfied ones. Each answer gets a score from
 * the person (some like everything), the question (some are hard) and chance; the best scores become the satisfied
 * answers, as many as required. So the total is exact, and the answers of a person are correlated as in real data.
 */
import type { Draft } from '../../src/collection/submissions/acceptSubmission.ts';
import { answersFor } from '../../src/design/surveys/several.ts';
import { noOpinionLevel, ratedPart, scaleOf, type SurveyContent } from '../../src/design/surveys/survey.ts';
import type { Random } from './random.ts';

export interface WantedAnswers {
  readonly forms: number;
  /** How many of submissions × rated questions answers are on level 4 or 5. */
  readonly satisfied: number;
  /** How much more critically a factor is judged than the others, by factor id. */
  readonly hardness: Readonly<Record<string, number>>;
}

const personSpread = 1.2;

export function makeDrafts(survey: SurveyContent, wanted: WantedAnswers, random: Random): readonly Draft[] {
  const { questions } = ratedPart(survey);
  const questionHardness = questions.map(
    ({ factorId }) => (wanted.hardness[factorId] ?? 0) + 0.5 * random.normal(),
  );
  const scores = Array.from({ length: wanted.forms }, () => {
    const person = personSpread * random.normal();
    return questionHardness.map((hardness) => person - hardness + logistic(random));
  });
  const falling = scores.flat().sort((left, right) => right - left);
  const threshold = falling[wanted.satisfied - 1] ?? Infinity;

  return scores.map((row) => ({
    submissionId: uuid(random),
    answers: {
      ...Object.fromEntries(
        questions.map(({ id }, index) => [id, levelOf((row[index] ?? 0) >= threshold, random)]),
      ),
      ...optionsChosen(survey, row.filter((score) => score < threshold).length / row.length, random),
    },
    about: aboutOf(survey, random),
    ...(random.next() < 0.04 ? { comment: random.pick(comments) } : {}),
    ...writtenOn(survey, random),
  }));
}

/** Who is dissatisfied with much meets more of the difficulties. */
function optionsChosen(survey: SurveyContent, dissatisfied: number, random: Random): Draft['answers'] {
  const several = survey.questions.filter((question) => scaleOf(survey, question).several);
  const answers = several.map((question) => {
    const scale = scaleOf(survey, question);
    const chosen = scale.levels.filter(
      ({ level }) => random.next() < (0.35 + dissatisfied) / (0.5 + level / 2),
    );
    const levels = chosen.length > 0 ? chosen.map(({ level }) => level) : [noOpinionLevel];
    return random.next() < 0.06 ? {} : answersFor(question.id, scale, levels);
  });
  return Object.assign({}, ...answers) as Draft['answers'];
}

function writtenOn({ questions }: SurveyContent, random: Random): Pick<Draft, 'questionComments'> {
  const commented = questions.find(({ comment }) => comment);
  if (!commented || random.next() >= 0.05) return {};
  return { questionComments: { [commented.id]: random.pick(onGuidance) } };
}

function levelOf(satisfied: boolean, random: Random): number {
  const chance = random.next();
  if (satisfied) return chance < 0.55 ? 4 : 5;
  if (chance < 0.72) return 3;
  return chance < 0.93 ? 2 : 1;
}

function aboutOf(survey: SurveyContent, random: Random): Record<string, string> {
  const told = survey.about.filter(() => random.next() < 0.75);
  return Object.fromEntries(told.map(({ id, options }) => [id, random.pick(options).id]));
}

function logistic(random: Random): number {
  const chance = random.next() || Number.MIN_VALUE;
  return Math.log(chance / (1 - chance));
}

function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.whole(16).toString(16));
  digits[12] = '4';
  digits[16] = random.pick(['8', '9', 'a', 'b']);
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const onGuidance: readonly string[] = [
  'Nên có mẫu điền sẵn để xem trước.',
  'Giải thích rõ, nhưng nói hơi nhanh.',
  'Mỗi lần hỏi lại được hướng dẫn một kiểu.',
];

const comments: readonly string[] = [
  'Nên có thêm ghế ngồi chờ vào buổi sáng thứ Hai.',
  'Cán bộ hướng dẫn nhanh, dễ hiểu.',
  'Tôi phải đi lại ba lần vì thiếu giấy tờ, mong được hướng dẫn đủ ngay lần đầu.',
  'Bảng niêm yết thủ tục chữ nhỏ, người lớn tuổi khó đọc.',
  'Kết quả trả đúng hẹn, xin cảm ơn.',
  'Mong có số điện thoại để hỏi trước khi đến.',
  'Máy lấy số hay bị hỏng.',
  'Nộp hồ sơ qua mạng rồi vẫn phải mang bản giấy lên.',
];
