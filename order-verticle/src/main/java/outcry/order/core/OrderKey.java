package outcry.order.core;

/** What a client calls an order. */
record OrderKey(String account, String clientOrderId) {}
