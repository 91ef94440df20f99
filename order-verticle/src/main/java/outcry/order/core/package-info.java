/** The life of orders as plain Java: no Vert.x, no clock, no thread, no I/O, no randomness. */
package outcry.order.core;
