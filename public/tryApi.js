/**
 * Shows the operations of the API, each with a form, by Swagger UI. It asks this installation and nobody else, in the
 * language of the page and without cookies; the key is in the memory of the page alone.
 */

/** Key, errors and operations: what else the description says is on the page /api. */
const onlyOperations = ({ React, getComponent }) => ({
  components: {
    OnlyOperations: ({ specSelectors }) => {
      const part = (name) => React.createElement(getComponent(name, true), { key: name });
      const isLoaded = specSelectors.loadingStatus() === 'success';
      const parts = isLoaded ? ['AuthorizeBtnContainer', 'errors', 'operations'] : ['errors'];
      return React.createElement('div', { className: 'swagger-ui' }, parts.map(part));
    },
  },
});

window.SwaggerUIBundle({
  dom_id: '#viewer',
  url: '/api/v1/openapi.json',
  plugins: [onlyOperations],
  layout: 'OnlyOperations',
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
  requestInterceptor: (request) => ({
    ...request,
    credentials: 'omit',
    headers: { ...request.headers, 'Accept-Language': document.documentElement.lang },
  }),
});

/** Fields that Swagger UI shows without a name are called by the parameter beside them, or the heading above. */
new MutationObserver(() => {
  const nameless = '#viewer :is(select, textarea):not([aria-label])';
  for (const field of document.querySelectorAll(nameless)) {
    const name = field.closest('tr')?.querySelector('.parameter__name');
    const heading = field.closest('.opblock-section')?.querySelector('h4');
    field.setAttribute('aria-label', (name ?? heading)?.textContent ?? '');
  }
}).observe(document.querySelector('#viewer'), { childList: true, subtree: true });
