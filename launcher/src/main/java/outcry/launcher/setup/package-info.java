/** What there is to trade, by whom, and where it is kept. */
package outcry.launcher.setup;
