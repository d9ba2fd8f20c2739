/**
 * A rule that an old browser does not know may cost looks, and never the answer: `browserslist` in package.json names
 * the browsers, and what is ignored here costs looks only, wherever it stands. What has a fallback beside it is
 * excepted in its place.
 */
const looksOnly = [
  'css-focus-visible',
  'css-snappoints', // scroll-padding
  'css-touch-action',
  'extended-system-fonts',
  'flexbox-gap',
  'pointer',
  'prefers-color-scheme',
  'prefers-reduced-motion',
];

export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  rules: {
    // The feature of these functions is found in minmax() as well, which is old.
    'declaration-property-value-disallowed-list': { '/./': ['/(^|[^-\\w])(clamp|min|max)\\(/'] },
    'plugin/no-unsupported-browser-features': [
      true,
      { severity: 'error', ignorePartialSupport: true, ignore: [...looksOnly, 'css-math-functions'] },
    ],
  },
  reportNeedlessDisables: true,
};
