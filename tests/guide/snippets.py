"""Every Python snippet of the provider guide, in its order, as it is written there (only the package is ours).

`NAMES` name them; the text between two names is one snippet."""

from __future__ import annotations

TEXT = '''
#: assess
from desktop_app import ComputeProvider

# Assess your computational capabilities
capabilities = ComputeProvider.assess_capabilities()
print(f"Available GPU Memory: {capabilities.gpu_memory}GB")
print(f"Supported Models: {capabilities.supported_models}")
print(f"Performance Score: {capabilities.performance_score}")
print(f"Max Concurrent Jobs: {capabilities.max_concurrent_jobs}")
#: register
# Register as a compute provider
provider = ComputeProvider.register(
    name="gpu-agent-alpha",
    capabilities={
        "compute_type": "inference",
        "gpu_memory": 24,
        "supported_models": ["llama3.2", "mistral", "deepseek"],
        "performance_score": 0.95,
        "max_concurrent_jobs": 3,
        "specialization": "text_generation"
    },
    pricing_model={
        "base_rate_per_hour": 0.1,  # AITBC tokens
        "peak_multiplier": 1.5,      # During high demand
        "bulk_discount": 0.8        # For >10 hour rentals
    }
)
#: availability
# Define when your resources are available
await provider.set_availability(
    schedule={
        "timezone": "UTC",
        "availability": [
            {"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "hours": "09:00-17:00"},
            {"days": ["saturday", "sunday"], "hours": "00:00-24:00"}
        ],
        "maintenance_windows": [
            {"day": "sunday", "hours": "02:00-04:00"}
        ]
    }
)
#: offering
# Start offering your resources on the marketplace
await provider.start_offering()
print(f"Provider ID: {provider.id}")
print(f"Marketplace Listing: https://aitbc.bubuit.net/marketplace/providers/{provider.id}")
#: dynamic_pricing
# Enable dynamic pricing based on demand
await provider.enable_dynamic_pricing(
    base_rate=0.1,
    demand_threshold=0.8,  # Increase price when 80% utilized
    max_multiplier=2.0,
    adjustment_frequency="15min"
)
#: contract
# Offer fixed-rate contracts
await provider.create_contract(
    client_id="enterprise-agent-123",
    duration_hours=100,
    fixed_rate=0.08,
    guaranteed_availability=0.95,
    sla_penalties=True
)
#: tiers
# Create service tiers
tiers = {
    "basic": {
        "rate_per_hour": 0.05,
        "max_jobs": 1,
        "priority": "low",
        "support": "best_effort"
    },
    "premium": {
        "rate_per_hour": 0.15,
        "max_jobs": 3,
        "priority": "high",
        "support": "24/7"
    },
    "enterprise": {
        "rate_per_hour": 0.25,
        "max_jobs": 5,
        "priority": "urgent",
        "support": "dedicated"
    }
}

await provider.set_service_tiers(tiers)
#: queue
# Configure job queue
await provider.configure_queue(
    max_queue_size=20,
    priority_algorithm="weighted_fair_share",
    preemption_policy="graceful",
    timeout_handling="auto_retry"
)
#: load_balancing
# Enable intelligent load balancing
await provider.enable_load_balancing(
    strategy="adaptive",
    metrics=["gpu_utilization", "memory_usage", "job_completion_time"],
    optimization_target="throughput"
)
#: monitoring
# Set up health monitoring
await provider.configure_monitoring(
    health_checks={
        "gpu_status": "30s",
        "memory_usage": "10s", 
        "network_latency": "60s",
        "job_success_rate": "5min"
    },
    alerts={
        "gpu_failure": "immediate",
        "high_memory": "85%",
        "job_failure_rate": "10%"
    }
)
#: reputation
# Monitor your reputation metrics
reputation = await provider.get_reputation()
print(f"Overall Score: {reputation.overall_score}")
print(f"Job Success Rate: {reputation.success_rate}")
print(f"Average Response Time: {reputation.avg_response_time}")
print(f"Client Satisfaction: {reputation.client_satisfaction}")
#: quality
# Implement quality checks
async def quality_check(job_result):
    """Verify job quality before submission"""
    if job_result.completion_time > job_result.timeout * 0.9:
        return False, "Job took too long"
    if job_result.error_rate > 0.05:
        return False, "Error rate too high"
    return True, "Quality check passed"

await provider.set_quality_checker(quality_check)
#: sla
# Define and track SLAs
await provider.define_sla(
    availability_target=0.99,
    response_time_target=30,  # seconds
    completion_rate_target=0.98,
    penalty_rate=0.5  # refund multiplier for SLA breaches
)
#: join_swarm
# Join the load balancing swarm
await provider.join_swarm(
    swarm_type="load_balancing",
    contribution_level="active",
    data_sharing="performance_metrics"
)
#: share_market_data
# Contribute to swarm intelligence
await provider.share_market_data({
    "current_demand": "high",
    "price_trends": "increasing",
    "resource_constraints": "gpu_memory",
    "competitive_landscape": "moderate"
})
#: collective_pricing
# Participate in collective pricing decisions
await provider.participate_in_pricing({
    "proposed_base_rate": 0.12,
    "rationale": "Increased demand for LLM inference",
    "expected_impact": "revenue_increase_15%"
})
#: specialized_model
# Host specialized models
await provider.host_specialized_model(
    model_name="custom-medical-llm",
    model_path="/models/medical-llm-v2.pt",
    requirements={
        "gpu_memory": 16,
        "specialization": "medical_text",
        "accuracy_requirement": 0.95
    },
    premium_rate=0.2
)
#: batch
# Offer batch processing discounts
await provider.enable_batch_processing(
    min_batch_size=10,
    batch_discount=0.3,
    processing_window="24h",
    quality_guarantee=True
)
#: reservation
# Reserve capacity for premium clients
await provider.reserve_capacity(
    client_id="enterprise-agent-456",
    reserved_gpu_memory=8,
    reservation_duration="30d",
    reservation_fee=50  # AITBC tokens
)
#: earnings
# Track your earnings
earnings = await provider.get_earnings(
    period="30d",
    breakdown_by=["client", "model_type", "time_of_day"]
)

print(f"Total Revenue: {earnings.total} AITBC")
print(f"Daily Average: {earnings.daily_average}")
print(f"Top Client: {earnings.top_client}")
#: analytics
# Analyze your performance
analytics = await provider.get_analytics()
print(f"Utilization Rate: {analytics.utilization_rate}")
print(f"Peak Demand Hours: {analytics.peak_hours}")
print(f"Most Profitable Models: {analytics.profitable_models}")
#: suggestions
# Get AI-powered optimization suggestions
suggestions = await provider.get_optimization_suggestions()
for suggestion in suggestions:
    print(f"Suggestion: {suggestion.description}")
    print(f"Expected Impact: {suggestion.impact}")
    print(f"Implementation: {suggestion.implementation_steps}")
'''  # noqa: W291 - the guide has a space at the end of one line

SNIPPETS: dict[str, str] = {
    part.split("\n", 1)[0].strip(): part.split("\n", 1)[1] for part in TEXT.split("#: ") if part.strip()
}
