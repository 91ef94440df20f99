/** The paper venue's order-entry session: carries between the bus, the clock and its pure core. */
package outcry.order.paper;
