package outcry.simulation.audit;

/** How clients and the venue name an order. */
record OrderKey(String account, String clientOrderId) {

  @Override
  public String toString() {
    return account + ' ' + clientOrderId;
  }
}
