import { Router, type RequestHandler } from 'express';

/**
 * A router that puts a guard in front of every route.
 *
 * @param guardOf returns the guard of a route such as `GET /staff`; throws for a route that must not exist
 */
export function guardedRouter(
  methods: readonly ('get' | 'post' | 'put')[],
  guardOf: (route: string) => RequestHandler,
): Router {
  const router = Router();
  for (const method of methods) {
    const add = router[method].bind(router) as (path: string, ...handlers: RequestHandler[]) => Router;
    const guarded = (path: string, ...handlers: RequestHandler[]): Router =>
      add(path, guardOf(`${method.toUpperCase()} ${path}`), ...handlers);
    router[method] = guarded as Router['get'];
  }
  return router;
}
