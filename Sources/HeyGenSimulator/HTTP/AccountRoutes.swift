import Hummingbird

/// `/v3/users/me`.
struct AccountRoutes: Sendable {
    let gate: APIGate

    func add(to router: Router<SimulatorContext>) {
        router.get("/v3/users/me") { request, context in
            try await gate.handle(request, context, "GET /v3/users/me") { _, _, _ in
                .data([
                    "username": "simulated", "email": "simulated@example.com", "first_name": "Simulated",
                    "last_name": "Account", "billing_type": "wallet",
                    "wallet": ["currency": "usd", "remaining_balance": 1000, "auto_reload": .null],
                    "subscription": .null, "usage_based": .null,
                ])
            }
        }
    }
}
