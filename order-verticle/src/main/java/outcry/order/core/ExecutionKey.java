package outcry.order.core;

/** What makes an execution one of a kind, as in the journal: venues number each for themselves. */
record ExecutionKey(String venue, String account, String executionId) {}
