import { Outlet } from '@tanstack/react-router'
import OrdersPage from '../orders/orders-page.tsx'

/** The list of orders, with room over it for the order that is being added. */
export default function OverOrders() {
  return (
    <>
      <OrdersPage />
      <Outlet />
    </>
  )
}
