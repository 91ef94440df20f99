/** What an account is to us held against what its venue says: findings, and what is done. */
package outcry.order.core.reconcile;
