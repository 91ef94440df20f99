/** When an algorithm sends how much. */
package outcry.order.core.algorithm;
